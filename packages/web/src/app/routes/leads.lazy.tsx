import { createLazyRoute } from '@tanstack/react-router';
import { LeadsPage } from '../../features/leads/leads-page.tsx';

function Page() {
  const { lead } = Route.useSearch();
  const navigate = Route.useNavigate();
  return <LeadsPage chosen={lead} onChoose={(id) => void navigate({ search: id ? { lead: id } : {} })} />;
}

export const Route = createLazyRoute('/shell/leads')({ component: Page });
