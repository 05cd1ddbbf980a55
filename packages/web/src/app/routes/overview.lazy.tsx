import { createLazyRoute } from '@tanstack/react-router';
import { OverviewPage } from '../../features/overview/overview-page.tsx';

export const Route = createLazyRoute('/shell/')({ component: OverviewPage });
