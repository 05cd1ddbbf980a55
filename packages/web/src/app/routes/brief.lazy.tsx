import { createLazyRoute } from '@tanstack/react-router';
import { BriefPage } from '../../features/briefs/brief-page.tsx';

function Page() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return <BriefPage search={search} onChange={(next) => void navigate({ search: next, replace: true })} />;
}

export const Route = createLazyRoute('/shell/brief')({ component: Page });
