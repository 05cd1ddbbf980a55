import { createLazyRoute } from '@tanstack/react-router';
import { RecallsPage } from '../../features/recall/recalls-page.tsx';

export const Route = createLazyRoute('/shell/recalls')({ component: RecallsPage });
