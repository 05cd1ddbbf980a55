import { createLazyRoute } from '@tanstack/react-router';
import { NewPasswordPage } from '../../features/session/new-password-page.tsx';

function Page() {
  const { next = '/' } = Route.useSearch();
  return <NewPasswordPage next={next} />;
}

export const Route = createLazyRoute('/new-password')({ component: Page });
