import { createLazyRoute } from '@tanstack/react-router';
import { ApprovalsPage } from '../../features/approvals/approvals-page.tsx';

export const Route = createLazyRoute('/shell/approvals')({ component: ApprovalsPage });
