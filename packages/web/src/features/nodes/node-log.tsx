import { useQuery } from '@tanstack/react-query';
import { peerLogQuery } from '../../api/peers.ts';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';

const kinds: Readonly<Record<string, string>> = {
  joined: 'Joined',
  compared: 'Compared',
  confirmed: 'Confirmed',
  changed: 'Changed',
  connected: 'Connected',
  disconnected: 'Disconnected',
  received: 'Taken',
  'set-aside': 'Set aside',
  failed: 'Failed',
};

/** What happened with a node, newest first. */
export function NodeLog({ id }: { id: string }) {
  const query = useQuery(peerLogQuery(id));
  return (
    <Panel title="Log" bare>
      <QueryState query={query} lines={6}>
        {({ entries }) => (
          <section
            aria-label="Log of this node"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
            tabIndex={0}
            className="max-h-96 overflow-y-auto rounded-lg border border-line bg-sheet"
          >
            <ol className="divide-y divide-line text-sm">
              {entries.map(({ at, kind, detail }, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: entries have nothing else that tells them apart
                <li key={`${at} ${place}`} className="flex flex-wrap items-baseline gap-x-3 px-4 py-2">
                  <span className="w-24 font-medium">{kinds[kind] ?? kind}</span>
                  <span className="min-w-0 flex-1 text-ink-soft">
                    <SafeText>{detail}</SafeText>
                  </span>
                  <span className="text-xs text-ink-faint">
                    <Time value={at} />
                  </span>
                </li>
              ))}
            </ol>
          </section>
        )}
      </QueryState>
    </Panel>
  );
}
