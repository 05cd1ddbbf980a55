import { createLazyRoute } from '@tanstack/react-router';
import { AuditPage } from '../../features/audit/audit-page.tsx';

function Page() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <AuditPage
      search={search}
      onSearch={(next) => void navigate({ search: next, replace: true, resetScroll: false })}
    />
  );
}

export const Route = createLazyRoute('/shell/audit')({ component: Page });
