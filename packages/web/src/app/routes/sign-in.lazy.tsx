import { createLazyRoute } from '@tanstack/react-router';
import { SignInPage } from '../../features/session/sign-in-page.tsx';

function Page() {
  const { next = '/' } = Route.useSearch();
  return <SignInPage next={next} />;
}

export const Route = createLazyRoute('/sign-in')({ component: Page });
