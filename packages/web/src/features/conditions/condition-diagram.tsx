import type { Condition } from '@entente/server/api-types';
import { useWidth } from '../../ui/use-width.ts';
import { answerLooks } from './answer-looks.ts';

const row = 34;

/** Who asks, the condition in the middle, and those who are asked with their answers. The card says the same in words. */
export function ConditionDiagram({ condition }: { condition: Condition }) {
  const [measure, width] = useWidth<HTMLDivElement>();
  const { demandedBy, parties } = condition;
  const rows = Math.max(demandedBy.length, parties.length, 1);
  const height = rows * row + 8;
  const box = Math.min(190, Math.max(96, width * 0.32));
  const y = (index: number, count: number): number => (height / (count + 1)) * (index + 1);
  const middle = width / 2;
  const words = parties.map(({ party, answer }) => `${party.name}: ${answerLooks[answer].word}`).join('; ');
  const label = `${demandedBy.map(({ name }) => name).join(', ') || 'Somebody'} asks. ${words || 'Nobody is named.'}`;
  return (
    <div ref={measure} className="my-3">
      <svg width={width} height={height} role="img" aria-label={label} className="block">
        {demandedBy.map((each, index) => (
          <g key={each.id}>
            <line
              x1={box}
              y1={y(index, demandedBy.length)}
              x2={middle - 9}
              y2={height / 2}
              className="stroke-edge"
              strokeWidth={1.5}
            />
            <Box x={0} y={y(index, demandedBy.length)} width={box} text={each.name} />
          </g>
        ))}
        {parties.map(({ party, answer }, index) => {
          const { sign, line, dashes } = answerLooks[answer];
          const at = y(index, parties.length);
          return (
            <g key={party.id}>
              <line
                x1={middle + 9}
                y1={height / 2}
                x2={width - box}
                y2={at}
                className={line}
                strokeWidth={2}
                strokeDasharray={dashes}
              />
              <Box x={width - box} y={at} width={box} text={`${sign} ${party.name}`} />
            </g>
          );
        })}
        <rect
          x={middle - 8}
          y={height / 2 - 8}
          width={16}
          height={16}
          transform={`rotate(45 ${middle} ${height / 2})`}
          className="fill-sheet stroke-ink"
          strokeWidth={1.5}
        />
      </svg>
    </div>
  );
}

function Box({ x, y, width, text }: { x: number; y: number; width: number; text: string }) {
  const most = Math.max(8, Math.floor(width / 7));
  return (
    <g>
      <rect
        x={x + 0.5}
        y={y - 12}
        width={Math.max(0, width - 1)}
        height={24}
        rx={3}
        className="fill-sunk stroke-line"
      />
      <text x={x + width / 2} y={y + 4} fontSize={12} textAnchor="middle" className="fill-ink">
        {text.length > most ? `${text.slice(0, most - 1)}…` : text}
      </text>
    </g>
  );
}
