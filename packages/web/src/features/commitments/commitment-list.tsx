import type { Commitment } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import type { AsOf } from '../../api/commitments.ts';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { StageBadge } from './stage-badge.tsx';
import { plainWords } from './words.ts';

interface CommitmentListProps {
  commitments: readonly Commitment[];
  total: number;
  asOf: AsOf;
}

/** Rows of the ledger: a table where there is room, cards on a phone. */
export function CommitmentList({ commitments, total, asOf }: CommitmentListProps) {
  const { valid, known } = asOf;
  const search = { ...(valid ? { valid } : {}), ...(known ? { known } : {}) };
  const aside = commitments.length < total ? `the first ${commitments.length} of ${total}` : `${total}`;
  return (
    <Panel title="Ledger" aside={aside} bare>
      <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
        {commitments.map((each) => (
          <li
            key={each.id}
            className="grid gap-x-4 gap-y-1 p-3 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_minmax(0,2fr)]"
          >
            <div className="min-w-0">
              <Link
                to="/commitments/$id"
                params={{ id: each.id }}
                search={search}
                className="font-medium text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
              >
                <SafeText>{each.name}</SafeText>
              </Link>
              <p className="text-xs text-ink-soft">
                <SafeText>{each.by.name}</SafeText> · {plainWords(each.kind)}
                {each.place && (
                  <>
                    {' '}
                    · <SafeText>{each.place}</SafeText>
                  </>
                )}
              </p>
            </div>
            <div className="min-w-0 text-sm">
              <Figures figures={each.figures} />
            </div>
            <div className="min-w-0 sm:text-right">
              <StageBadge commitment={each} />
              {each.since && (
                <p className="text-xs text-ink-faint">
                  since <Time value={each.since} form="date" />
                  {each.due && (
                    <>
                      , due <Time value={each.due} form="date" />
                    </>
                  )}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Figures({ figures }: Pick<Commitment, 'figures'>) {
  const { promised, delivered, leaving, withdrawn } = figures;
  const lines = [
    delivered && delivered.high !== 0 ? ['there', delivered.words] : undefined,
    promised && promised.high !== 0 && promised.words !== delivered?.words ? ['promised', promised.words] : undefined,
    leaving && leaving.high !== 0 ? ['to leave', leaving.words] : undefined,
    withdrawn && withdrawn.high !== 0 ? ['withdrawn', withdrawn.words] : undefined,
  ].filter((line) => line !== undefined);
  if (lines.length === 0) return <span className="text-ink-faint">no figure</span>;
  return (
    <ul>
      {lines.map(([label, words = '']) => (
        <li key={label} className="tabular">
          <span className="text-xs text-ink-faint">{label}</span> <SafeText>{words}</SafeText>
        </li>
      ))}
    </ul>
  );
}
