import { createLazyRoute } from '@tanstack/react-router';
import { ReportsPage } from '../../features/reports/reports-page.tsx';

export const Route = createLazyRoute('/shell/reports')({ component: ReportsPage });
