import type { Preview } from '@entente/server/api-types';
import type { UseQueryResult } from '@tanstack/react-query';
import { PreviewContent } from '../../release/preview-content.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

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
          <PreviewContent preview={data} />
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
