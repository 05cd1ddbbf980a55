import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import type { Mark } from './marks.ts';
import { SpeakerBadge } from './speaker-badge.tsx';

interface StatementListProps {
  marks: readonly Mark[];
  cast: ReadonlyMap<string, { letter: string; colour: number }>;
  onChoose: (id: string) => void;
}

/** Who speaks in the text, and how often. */
export function StatementList({ marks, cast, onChoose }: StatementListProps) {
  const shown = marks.filter(({ state }) => state !== 'rejected');
  if (shown.length === 0) return null;
  const bySpeaker = Map.groupBy(shown, ({ speakerName }) => speakerName);
  return (
    <Panel title="Who speaks" bare>
      <ul className="space-y-1">
        {[...bySpeaker].map(([name, said]) => {
          const speaker = cast.get(name);
          const [first] = said;
          return (
            <li key={name}>
              <button
                type="button"
                onClick={() => first && onChoose(first.id)}
                className="flex min-h-9 w-full items-center gap-2 rounded-md px-1.5 text-left text-sm hover:bg-sunk"
              >
                {speaker && <SpeakerBadge {...speaker} />}
                <SafeText className="min-w-0 flex-1 truncate">{name}</SafeText>
                <span className="tabular text-xs text-ink-faint">
                  {said.filter(({ state }) => state === 'accepted').length} of {said.length} confirmed
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
