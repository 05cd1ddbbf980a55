import type { MemberRef, TermsView } from '@entente/server/api-types';
import { countOf } from '../../lib/format-number.ts';
import { SafeText } from '../../ui/safe-text.tsx';

function Names({ title, members }: { title: string; members: MemberRef[] | undefined }) {
  if (!members || members.length === 0) return null;
  return (
    <div>
      <h3 className="eyebrow mb-1">{title}</h3>
      <ul className="flex flex-wrap gap-1.5">
        {members.map((member) => (
          <li key={member.id} className="rounded-sm bg-sunk px-1.5 text-sm">
            <SafeText>{member.name}</SafeText>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Who has it now; the owner alone is told. */
export function Audience({ terms, audience }: { terms: TermsView; audience: MemberRef[] }) {
  return (
    <details className="border-t border-line">
      <summary className="min-h-9 px-4 py-2 text-sm font-medium text-accent">
        {countOf(audience.length, 'member')} may have it now
      </summary>
      <div className="space-y-4 px-4 pt-1 pb-4">
        <Names title="May have it now" members={audience} />
        <Names title="Released to" members={terms.releasableTo} />
        <Names title="Not released to" members={terms.notReleasableTo} />
      </div>
    </details>
  );
}
