import type { RecallNotices } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { recallNoticesQuery, recallsOfQuery } from '../../api/recalls.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';

/**
 * The same words for what does not exist and for what was not released: the node does not tell them apart either. Whoever
 * had opened what its owner recalled since is told that, by whom and why.
 */
export function ObjectMissing({ id }: { id: string }) {
  const { data: [notice] = [] } = useQuery(recallNoticesQuery(id));
  // The people of its owner alone are told that they took it back themselves.
  const { data: [recall] = [] } = useQuery(recallsOfQuery(id));
  usePageTitle(notice === undefined ? 'Not found' : 'Recalled');
  const actions = (
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
  );
  return (
    <>
      <h1 className="sr-only">{notice === undefined ? 'Not found' : 'Recalled'}</h1>
      <div role="status">
        {notice === undefined ? (
          <EmptyState title="Nothing here that you may see" action={actions}>
            There is no object <SafeText className="font-mono text-xs">{id}</SafeText>, or it was not released to you.
          </EmptyState>
        ) : (
          <EmptyState title="Recalled by its owner" action={actions}>
            <RecalledBy notice={notice} id={id} />
          </EmptyState>
        )}
      </div>
    </>
  );
}

function RecalledBy({
  notice: { by, ordered, reason, whole },
  id,
}: {
  notice: RecallNotices['recalled'][number];
  id: string;
}) {
  return (
    <>
      <SafeText className="font-semibold">{by.name}</SafeText> took {whole ? 'this' : 'the version that you had opened'}{' '}
      back on <Time value={ordered} form="full" />, for this reason: “<SafeText>{reason}</SafeText>” It is deleted here,
      and nobody can read it any more. <SafeText className="font-mono text-xs">{id}</SafeText>
    </>
  );
}
