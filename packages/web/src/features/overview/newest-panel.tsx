import type { ObjectSummary } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { mayPublish, useMe } from '../../api/session.ts';
import { ObjectList } from '../../stix/object-list.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';

export function NewestPanel({ objects, since }: { objects: ObjectSummary[]; since: string }) {
  const me = useMe();
  return (
    <Panel
      title="Newest"
      bare
      aside={
        <Link to="/browse" className="inline-block py-1 text-accent hover:underline">
          Browse all
        </Link>
      }
    >
      {objects.length > 0 ? (
        <ObjectList objects={objects} since={since} />
      ) : (
        <EmptyState
          title="Nothing has been released to you yet"
          action={
            mayPublish(me) && (
              <>
                <Link to="/publish" className={buttonClass('primary')}>
                  Publish a report
                </Link>
                <Link to="/import" className={buttonClass()}>
                  Import a file
                </Link>
              </>
            )
          }
        >
          What other members release to you appears here as soon as they do.
          {mayPublish(me) && ' You can begin with something of your own.'}
        </EmptyState>
      )}
    </Panel>
  );
}
