import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { leadQuery } from '../../api/leads.ts';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { LeadActions } from './lead-actions.tsx';
import { LeadBadges } from './lead-badges.tsx';
import { LeadThread } from './lead-thread.tsx';

/** One lead, as far as its reader may see its object. */
export function LeadPane({ id }: { id: string }) {
  const lead = useQuery(leadQuery(id));
  return (
    <QueryState query={lead} lines={8}>
      {(shown) => (
        <article aria-label="Lead" className="space-y-4 rounded-lg border border-line bg-sheet p-4 sm:p-6">
          <LeadBadges lead={shown} />
          {shown.summary === undefined ? (
            <p>Its owner does not release this to you any more. Nothing of it is kept here.</p>
          ) : (
            <>
              <h2 className="font-serif text-xl font-semibold">
                <SafeText>{shown.summary.title}</SafeText>
              </h2>
              <p className="text-sm text-ink-faint">
                <SafeText>{`Sent by ${shown.from.name} to ${shown.unit.name}`}</SafeText> <Time value={shown.sent} />
              </p>
              {shown.summary.excerpt && (
                <p className="whitespace-pre-line">
                  <SafeText>{shown.summary.excerpt}</SafeText>
                </p>
              )}
              <p>
                <Link to="/objects/$id" params={{ id: shown.summary.id }} className="text-accent-strong underline">
                  Read all that is released to you
                </Link>
              </p>
              {shown.note && (
                <p className="rounded-md bg-sunk p-3 text-sm whitespace-pre-line">
                  <SafeText>{shown.note}</SafeText>
                </p>
              )}
              {shown.answersTo && (
                <p className="text-sm text-ink-soft">
                  <SafeText>{`Answers also go to ${shown.answersTo.map(({ name }) => name).join(', ')}.`}</SafeText>
                </p>
              )}
              <LeadThread thread={shown.thread ?? []} />
              <LeadActions lead={shown} />
            </>
          )}
        </article>
      )}
    </QueryState>
  );
}
