import type { AuditEntry, AuditLegend } from '@entente/server/api-types';
import { Badge } from '../../ui/badge.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { AuditedObject, isObjectId } from './audited-object.tsx';
import { describeEntry } from './describe-entry.ts';
import { kindNames } from './kind-names.ts';
import { ProveButton } from './prove-button.tsx';

interface EntryListProps {
  entries: AuditEntry[];
  legend: AuditLegend;
}

/** Entries as people read them: when, what, by whom, about what; each can be proven. */
export function EntryList({ entries, legend }: EntryListProps) {
  return (
    <ol className="divide-y divide-line rounded-lg border border-line bg-sheet">
      {entries.map((entry) => (
        <li key={entry.id} className="grid gap-x-4 gap-y-1 px-4 py-3 text-sm sm:grid-cols-[11rem_minmax(0,1fr)_auto]">
          <div className="text-xs text-ink-faint">
            <Time value={entry.time} form="full" />
            <div>
              <SafeText>{actorName(entry, legend)}</SafeText>
            </div>
          </div>
          <Entry entry={entry} legend={legend} />
          <ProveButton entry={entry} />
        </li>
      ))}
    </ol>
  );
}

function Entry({ entry, legend }: { entry: AuditEntry; legend: AuditLegend }) {
  const text = describeEntry(entry, legend);
  const objects = (entry.subjects ?? []).filter(isObjectId);
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{kindNames[entry.kind]}</span>
        {objects.map((id) => (
          <AuditedObject key={id} id={id} title={legend.names[id]} />
        ))}
        {!entry.sealed && <Badge tone="warn">not sealed yet</Badge>}
      </p>
      {text && (
        <p className="break-words text-ink-soft">
          <SafeText>{text}</SafeText>
        </p>
      )}
      <details className="mt-1 text-xs text-ink-faint">
        <summary className="inline-flex min-h-6 cursor-pointer items-center">What the entry says</summary>
        <pre className="mt-1 overflow-x-auto rounded-md bg-sunk p-2">{JSON.stringify(entry, null, 2)}</pre>
      </details>
    </div>
  );
}

/** The person where there is one and it may be named, else the member; the node for what happened by itself. */
function actorName({ actor }: AuditEntry, { names }: AuditLegend): string {
  if (actor.by === 'node') return 'the node itself';
  const member = actor.member === undefined ? '' : (names[actor.member] ?? actor.member);
  const person = actor.account === undefined ? undefined : names[actor.account];
  const how = actor.by === 'token' ? ' (token)' : actor.by === 'local' ? ' (at the console)' : '';
  return `${person === undefined ? member : `${person}, ${member}`}${how}`;
}
