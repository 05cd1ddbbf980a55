import { createLazyRoute } from '@tanstack/react-router';
import { NodesPage } from '../../features/nodes/nodes-page.tsx';

export const Route = createLazyRoute('/shell/nodes')({ component: NodesPage });
