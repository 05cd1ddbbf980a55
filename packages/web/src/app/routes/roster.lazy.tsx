import { createLazyRoute } from '@tanstack/react-router';
import { RosterPage } from '../../features/roster/roster-page.tsx';

export const Route = createLazyRoute('/shell/roster')({ component: RosterPage });
