import { createLazyRoute } from '@tanstack/react-router';
import { RecallPage } from '../../features/recall/recall-page.tsx';

function Page() {
  const { id } = Route.useParams();
  return <RecallPage key={id} id={id} />;
}

export const Route = createLazyRoute('/shell/recalls/$id')({ component: Page });
