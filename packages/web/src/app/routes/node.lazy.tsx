import { createLazyRoute } from '@tanstack/react-router';
import { NodePage } from '../../features/nodes/node-page.tsx';

function Page() {
  const { id } = Route.useParams();
  return <NodePage key={id} id={id} />;
}

export const Route = createLazyRoute('/shell/nodes/$id')({ component: Page });
