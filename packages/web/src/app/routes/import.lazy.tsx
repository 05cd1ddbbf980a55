import { createLazyRoute } from '@tanstack/react-router';
import { ImportPage } from '../../features/import/import-page.tsx';

export const Route = createLazyRoute('/shell/import')({ component: ImportPage });
