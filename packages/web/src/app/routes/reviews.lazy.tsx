import { createLazyRoute } from '@tanstack/react-router';
import { ReviewsPage } from '../../features/reviews/reviews-page.tsx';

export const Route = createLazyRoute('/shell/reviews')({ component: ReviewsPage });
