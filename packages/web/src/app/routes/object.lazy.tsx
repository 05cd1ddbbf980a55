import { createLazyRoute } from '@tanstack/react-router';
import { ObjectPage } from '../../features/objects/object-page.tsx';

function Page() {
  const { id } = Route.useParams();
  const { tab = 'read', version } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <ObjectPage
      key={id}
      id={id}
      version={version}
      tab={tab}
      onTab={(next) =>
        void navigate({ search: (search) => ({ ...search, tab: next }), replace: true, resetScroll: false })
      }
    />
  );
}

export const Route = createLazyRoute('/shell/objects/$id')({ component: Page });
