import type { ImportSummary } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { countOf, formatCount } from '../../lib/format-number.ts';
import { objectType } from '../../stix/object-types.ts';
import { BarList } from '../../ui/bar-list.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { RefusalList } from './refusal-list.tsx';

/** What became of the file: counts, kinds, and each refusal with its rule. */
export function ImportResult({ summary, collection }: { summary: ImportSummary; collection: string }) {
  const { stored, unchanged, refused, byType, refusals, notes } = summary;
  const bars = Object.entries(byType)
    .sort(([, a], [, b]) => b - a)
    .map(([type, count]) => ({ key: type, label: objectType(type).plural, count }));
  return (
    <Panel title="Result" bare>
      <div role="status" className="space-y-6">
        <dl className="flex flex-wrap gap-x-10 gap-y-3">
          {(
            [
              ['Stored', stored],
              ['Were there already', unchanged],
              ['Refused', refused],
            ] as const
          ).map(([label, count]) => (
            <div key={label}>
              <dt className="text-xs text-ink-faint">{label}</dt>
              <dd className="tabular font-serif text-2xl font-semibold">{formatCount(count)}</dd>
            </div>
          ))}
        </dl>
        {stored > 0 && (
          <Link to="/browse" search={{ collection }} className={buttonClass()}>
            Browse the collection
          </Link>
        )}
        {notes.length > 0 && (
          <ul className="list-disc space-y-1 pl-5 text-sm">
            {notes.map((note) => (
              <li key={note}>
                <SafeText>{note}</SafeText>
              </li>
            ))}
          </ul>
        )}
        {bars.length > 0 && <BarList bars={bars} />}
        {refusals.length > 0 && (
          <div>
            <h3 className="mb-2 text-sm font-semibold">
              {countOf(refusals.length, 'reason')} of refusal{refused > refusals.length && ' (the first ones)'}
            </h3>
            <RefusalList refusals={refusals} />
          </div>
        )}
      </div>
    </Panel>
  );
}
