import { createLazyRoute } from '@tanstack/react-router';
import { AddReportPage } from '../../features/reports/add-report-page.tsx';

export const Route = createLazyRoute('/shell/reports/add')({ component: AddReportPage });
