import { createLazyRoute } from '@tanstack/react-router';
import { AlertsPage } from '../../features/alerts/alerts-page.tsx';

function Page() {
  const { tab = 'alerts' } = Route.useSearch();
  const navigate = Route.useNavigate();
  return <AlertsPage tab={tab} onTab={(next) => void navigate({ search: { tab: next }, replace: true })} />;
}

export const Route = createLazyRoute('/shell/alerts')({ component: Page });
