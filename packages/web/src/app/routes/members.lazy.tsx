import { createLazyRoute } from '@tanstack/react-router';
import { MembersPage } from '../../features/members/members-page.tsx';

export const Route = createLazyRoute('/shell/members')({ component: MembersPage });
