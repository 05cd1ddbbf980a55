import type { Preview } from '@entente/server/api-types';
import type { UseQueryResult } from '@tanstack/react-query';
import { AudienceNames } from '../../release/audience-names.tsx';
import { RenditionsView } from '../../release/renditions-view.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { PreviewChanges } from './preview-changes.tsx';

/** What every partner will get, as it is written: nothing is stored for it. */
export function PreviewPanel({ query }: { query: UseQueryResult<Preview> }) {
  const { data, error } = query;
  return (
    <Panel
      title="3 · What each will get"
      bare
      aside={data && !error ? `${data.members.reached} of ${data.members.total} members` : undefined}
    >
      <div aria-live="polite" aria-busy={query.isFetching} className="space-y-5">
        {error ? (
          <p className="text-sm text-ink-soft">
            <SafeText>{`The preview comes as soon as this is complete: ${error.message}`}</SafeText>
          </p>
        ) : data ? (
          <>
            {data.secondPerson && (
              <p className="border-l-3 border-accent bg-accent-soft px-4 py-2 text-sm">
                <SafeText>{`A release officer must approve it: ${data.secondPerson}.`}</SafeText>
              </p>
            )}
            {data.warnings.map(({ text, audience }) => (
              <div key={text} className="flex gap-2.5 rounded-md bg-warn-soft px-3 py-2 text-sm">
                <Icon name="warning" className="mt-0.5 text-warn" />
                <div className="min-w-0 space-y-1">
                  <p>
                    <SafeText>{text}</SafeText>
                  </p>
                  <AudienceNames audience={audience} />
                </div>
              </div>
            ))}
            <RenditionsView renditions={data.renditions} />
            {data.changes && <PreviewChanges changes={data.changes} />}
            {data.nothing.length > 0 && (
              <section className="space-y-2">
                <h3 className="eyebrow">Gets nothing</h3>
                {data.nothing.map(({ text, audience }) => (
                  <div key={text} className="text-sm">
                    <p className="mb-1 text-ink-soft">
                      <SafeText>{text}</SafeText>
                    </p>
                    <AudienceNames audience={audience} />
                  </div>
                ))}
              </section>
            )}
          </>
        ) : (
          <p className="text-sm text-ink-soft">
            {query.isFetching
              ? 'The preview is being made.'
              : 'As soon as everything that is required is there, you see here who will get what.'}
          </p>
        )}
      </div>
    </Panel>
  );
}
