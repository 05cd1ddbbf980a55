import { createLazyRoute } from '@tanstack/react-router';
import { SettingsPage } from '../../features/settings/settings-page.tsx';

function Page() {
  const { tab = 'account' } = Route.useSearch();
  const navigate = Route.useNavigate();
  return <SettingsPage tab={tab} onTab={(next) => void navigate({ search: { tab: next }, replace: true })} />;
}

export const Route = createLazyRoute('/shell/settings')({ component: Page });
