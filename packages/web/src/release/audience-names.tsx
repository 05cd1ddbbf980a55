import type { AudienceRef } from '@entente/server/api-types';
import { countOf } from '../lib/format-number.ts';
import { SafeText } from '../ui/safe-text.tsx';

const few = 6;

/** "41 members and 3 units" */
export function audienceCount(audience: readonly AudienceRef[]): string {
  const count = (kind: AudienceRef['kind']) => audience.filter((one) => one.kind === kind).length;
  const [members, units, people] = [count('member'), count('unit'), count('person')];
  const parts = [
    members > 0 ? countOf(members, 'member') : '',
    units > 0 ? countOf(units, 'unit') : '',
    people > 0 ? 'single people' : '',
  ].filter(Boolean);
  return parts.join(' and ') || 'nobody';
}

/** Everybody by name; the many behind a fold. */
export function AudienceNames({ audience }: { audience: readonly AudienceRef[] }) {
  const names = (
    <ul className="flex flex-wrap gap-1">
      {audience.map((one) => (
        <li key={`${one.kind} ${one.id} ${one.name}`} className="rounded-sm bg-sunk px-1.5 text-xs leading-5">
          <SafeText>{one.name}</SafeText>
        </li>
      ))}
    </ul>
  );
  if (audience.length <= few) return names;
  return (
    <details>
      <summary className="min-h-7 text-xs text-ink-soft">
        <SafeText>
          {`${audience
            .slice(0, few - 1)
            .map((one) => one.name)
            .join(', ')} and ${audience.length - few + 1} more`}
        </SafeText>
      </summary>
      <div className="mt-1">{names}</div>
    </details>
  );
}
