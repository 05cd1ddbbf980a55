import { createLazyRoute } from '@tanstack/react-router';
import { SignInPage } from '../../features/session/sign-in-page.tsx';

function Page() {
  const { next = '/', ended = false } = Route.useSearch();
  return <SignInPage next={next} ended={ended} />;
}

export const Route = createLazyRoute('/sign-in')({ component: Page });
