import { createLazyRoute } from '@tanstack/react-router';
import { RequestsPage } from '../../features/requests/requests-page.tsx';

export const Route = createLazyRoute('/shell/requests')({ component: RequestsPage });
