import { createLazyRoute } from '@tanstack/react-router';
import { ConditionsPage } from '../../features/conditions/conditions-page.tsx';

export const Route = createLazyRoute('/shell/conditions')({ component: ConditionsPage });
