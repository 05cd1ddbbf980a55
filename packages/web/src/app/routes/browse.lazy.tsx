import { createLazyRoute } from '@tanstack/react-router';
import { BrowsePage } from '../../features/browse/browse-page.tsx';

function Page() {
  const filters = Route.useSearch();
  const navigate = Route.useNavigate();
  return <BrowsePage filters={filters} onFilters={(search, replace) => void navigate({ search, replace })} />;
}

export const Route = createLazyRoute('/shell/browse')({ component: Page });
