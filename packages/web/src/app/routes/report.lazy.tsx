import { createLazyRoute } from '@tanstack/react-router';
import { ReportPage } from '../../features/reports/report-page.tsx';

function Page() {
  const { id } = Route.useParams();
  return <ReportPage key={id} id={id} />;
}

export const Route = createLazyRoute('/shell/reports/$id')({ component: Page });
