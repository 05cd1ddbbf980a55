import type { ObjectView } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { mayPublish, mayRecall, useMe } from '../../api/session.ts';
import { objectTitle } from '../../stix/object-title.ts';
import { objectType } from '../../stix/object-types.ts';
import { Badge } from '../../ui/badge.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { RecallButton } from '../recall/recall-button.tsx';
import { ReleaseActions } from './release-actions.tsx';
import { RemoveButton } from './remove-button.tsx';

export function ObjectHeader({ view }: { view: ObjectView }) {
  const { summary } = view;
  const me = useMe();
  const published = view.object.published ?? summary.modified ?? summary.created;
  return (
    <PageHeader
      eyebrow={objectType(summary.type).singular}
      title={<SafeText>{objectTitle(summary)}</SafeText>}
      lead={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span>
            {summary.source ? 'Brought in by ' : 'From '}
            <Link
              to="/members/$id"
              params={{ id: summary.owner.id }}
              className="font-medium text-ink underline decoration-line underline-offset-2 hover:decoration-ink"
            >
              <SafeText>{summary.owner.name}</SafeText>
            </Link>
            {typeof published === 'string' && (
              <>
                {', '}
                <Time value={published} form="full" />
              </>
            )}
          </span>
          {summary.revoked && <Badge tone="danger">Revoked by its owner</Badge>}
        </span>
      }
      actions={
        <>
          <CopyButton text={summary.id} label="Copy id" size="md" />
          {mayPublish(me) && (
            <Link to="/publish" search={{ type: 'note', about: summary.id }} className={buttonClass()}>
              <Icon name="plus" /> Note on it
            </Link>
          )}
          <ReleaseActions view={view} />
          {view.mayEdit && (
            <>
              {summary.type !== 'marking-definition' && (
                <Link to="/objects/$id/edit" params={{ id: summary.id }} className={buttonClass('primary')}>
                  <Icon name="edit" /> Edit
                </Link>
              )}
              <RemoveButton view={view} />
            </>
          )}
          {/* Who has something is told to its owner alone. */}
          {view.terms.audience && mayRecall(me) && <RecallButton view={view} />}
        </>
      }
    />
  );
}
