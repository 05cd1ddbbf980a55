import { createLazyRoute } from '@tanstack/react-router';
import { ExpectationsPage } from '../../features/expectations/expectations-page.tsx';

export const Route = createLazyRoute('/shell/expectations')({ component: ExpectationsPage });
