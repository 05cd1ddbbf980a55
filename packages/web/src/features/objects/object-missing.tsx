import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { recallsOfQuery } from '../../api/recalls.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

/** The same words for what does not exist and for what was not released: the node does not tell them apart either. */
export function ObjectMissing({ id }: { id: string }) {
  usePageTitle('Not found');
  // The people of its owner alone are told that they took it back themselves.
  const { data: [recall] = [] } = useQuery(recallsOfQuery(id));
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        title="Nothing here that you may see"
        action={
          <>
            <Link to="/browse" className={buttonClass('primary')}>
              Browse what you may see
            </Link>
            {recall && (
              <Link to="/recalls/$id" params={{ id: recall.id }} className={buttonClass()}>
                Your member recalled it
              </Link>
            )}
          </>
        }
      >
        There is no object <SafeText className="font-mono text-xs">{id}</SafeText>, or it was not released to you.
      </EmptyState>
    </>
  );
}
