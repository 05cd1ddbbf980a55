import { createLazyRoute } from '@tanstack/react-router';
import { MemberPage } from '../../features/members/member-page.tsx';

function Page() {
  const { id } = Route.useParams();
  return <MemberPage key={id} id={id} />;
}

export const Route = createLazyRoute('/shell/members/$id')({ component: Page });
