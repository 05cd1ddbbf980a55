import { createLazyRoute } from '@tanstack/react-router';
import { WhatIfPage } from '../../features/what-if/what-if-page.tsx';

export const Route = createLazyRoute('/shell/what-if')({ component: WhatIfPage });
