import type { Commitment } from '@entente/server/api-types';
import { Badge } from '../../ui/badge.tsx';
import { stageNames } from './words.ts';

const looks: Record<Commitment['stage'], { tone: 'plain' | 'accent' | 'good' | 'warn' | 'danger'; sign: string }> = {
  none: { tone: 'plain', sign: '·' },
  announced: { tone: 'plain', sign: '○' },
  pledged: { tone: 'accent', sign: '◔' },
  confirmed: { tone: 'accent', sign: '◑' },
  deployed: { tone: 'good', sign: '●' },
  disbursed: { tone: 'good', sign: '●' },
  'withdrawal-ordered': { tone: 'warn', sign: '◐' },
  withdrawn: { tone: 'danger', sign: '✕' },
  expired: { tone: 'plain', sign: '✕' },
  denied: { tone: 'danger', sign: '⊘' },
};

/** How far a commitment has come, told by words and a sign, and only then by colour. */
export function StageBadge({ commitment }: { commitment: Pick<Commitment, 'stage'> & Partial<Commitment> }) {
  const { tone, sign } = looks[commitment.stage];
  return (
    <span className="inline-flex flex-wrap gap-1">
      <Badge tone={tone}>
        <span aria-hidden="true">{sign}</span> {stageNames[commitment.stage]}
      </Badge>
      {commitment.overdue && (
        <Badge tone="warn">
          <span aria-hidden="true">!</span> overdue
        </Badge>
      )}
      {commitment.contested && <Badge>figures differ</Badge>}
      {commitment.disputed && <Badge tone="warn">disputed</Badge>}
    </span>
  );
}
