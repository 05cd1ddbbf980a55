import { createLazyRoute } from '@tanstack/react-router';
import { ExposurePage } from '../../features/withdrawal/exposure-page.tsx';

function Page() {
  const { id } = Route.useParams();
  return <ExposurePage key={id} id={id} />;
}

export const Route = createLazyRoute('/shell/members/$id/exposure')({ component: Page });
