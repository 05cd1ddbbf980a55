import { createLazyRoute } from '@tanstack/react-router';
import { OperatorPage } from '../../features/operator/operator-page.tsx';

export const Route = createLazyRoute('/shell/operator')({ component: OperatorPage });
