import { createLazyRoute } from '@tanstack/react-router';
import { BoardPage } from '../../features/positions/board-page.tsx';

function Page() {
  const { tab } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <BoardPage
      tab={tab ?? 'board'}
      onTab={(next) => void navigate({ search: next === 'board' ? {} : { tab: next } })}
    />
  );
}

export const Route = createLazyRoute('/shell/positions')({ component: Page });
