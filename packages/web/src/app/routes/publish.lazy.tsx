import { createLazyRoute } from '@tanstack/react-router';
import { PublishPage } from '../../features/publish/publish-page.tsx';

function Page() {
  const { type, about } = Route.useSearch();
  return <PublishPage initialType={type} about={about} />;
}

export const Route = createLazyRoute('/shell/publish')({ component: Page });
