import { createLazyRoute } from '@tanstack/react-router';
import { CollectionsPage } from '../../features/collections/collections-page.tsx';

export const Route = createLazyRoute('/shell/collections')({ component: CollectionsPage });
