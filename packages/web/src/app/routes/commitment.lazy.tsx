import { createLazyRoute } from '@tanstack/react-router';
import { CommitmentPage } from '../../features/commitments/commitment-page.tsx';

export const Route = createLazyRoute('/shell/commitments/$id')({ component: CommitmentPage });
