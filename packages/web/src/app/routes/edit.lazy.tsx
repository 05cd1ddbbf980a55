import { createLazyRoute } from '@tanstack/react-router';
import { EditPage } from '../../features/publish/edit-page.tsx';

function Page() {
  const { id } = Route.useParams();
  const { grants } = Route.useSearch();
  return <EditPage key={id} id={id} grants={grants} />;
}

export const Route = createLazyRoute('/shell/objects/$id/edit')({ component: Page });
