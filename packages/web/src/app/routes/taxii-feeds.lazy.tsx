import { createLazyRoute } from '@tanstack/react-router';
import { TaxiiFeedsPage } from '../../features/taxii-feeds/taxii-feeds-page.tsx';

export const Route = createLazyRoute('/shell/taxii-feeds')({ component: TaxiiFeedsPage });
