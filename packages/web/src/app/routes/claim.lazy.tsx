import { createLazyRoute } from '@tanstack/react-router';
import { ClaimPage } from '../../features/positions/claim-page.tsx';

function Page() {
  const { id } = Route.useParams();
  const { holder } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <ClaimPage
      key={id}
      id={id}
      holder={holder}
      onHolder={(next) => void navigate({ search: next ? { holder: next } : {}, replace: true, resetScroll: false })}
    />
  );
}

export const Route = createLazyRoute('/shell/claims/$id')({ component: Page });
