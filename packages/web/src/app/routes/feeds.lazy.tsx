import { createLazyRoute } from '@tanstack/react-router';
import { FeedsPage } from '../../features/reports/feeds-page.tsx';

export const Route = createLazyRoute('/shell/reports/feeds')({ component: FeedsPage });
