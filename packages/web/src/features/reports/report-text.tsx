import type { TlpLevel } from '@entente/server/api-types';
import { MarkedPart } from '../../release/marked-part.tsx';
import { classNames } from '../../ui/class-names.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { type Mark, paragraphBreak, piecesOf } from './marks.ts';
import { SpeakerBadge } from './speaker-badge.tsx';

interface ReportTextProps {
  paragraphs: readonly string[];
  /** Of each paragraph, where it has one of its own. */
  levels: readonly (TlpLevel | null)[];
  marks: readonly Mark[];
  cast: ReadonlyMap<string, { letter: string; colour: number }>;
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

/** The text, with what is said in it in the colour and under the letter of its speaker. */
export function ReportText({ paragraphs, levels, marks, cast, chosen, onChoose }: ReportTextProps) {
  let from = 0;
  return (
    <div className="space-y-4 font-serif text-[1.0625rem] leading-[1.75]">
      {paragraphs.map((paragraph, place) => {
        const start = from;
        from += paragraph.length + paragraphBreak.length;
        const level = levels[place];
        return (
          <MarkedPart key={start} marks={level ? { tlp: level, handling: [] } : undefined}>
            <p>
              {piecesOf(paragraph, start, marks, chosen).map(({ mark, role, begins, ...piece }) => {
                const speaker = mark && cast.get(mark.speakerName);
                const isChosen = mark?.id === chosen;
                if (!mark || !speaker) {
                  return (
                    <span key={piece.start} data-from={piece.start} data-to={piece.end}>
                      <SafeText>{piece.text}</SafeText>
                    </span>
                  );
                }
                return (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: keys go from one to the next anywhere on the page
                  // biome-ignore lint/a11y/noStaticElementInteractions: likewise
                  <span
                    key={piece.start}
                    onClick={() => onChoose(mark.id)}
                    data-mark={begins ? mark.id : undefined}
                    className={classNames(
                      `speaker-${speaker.colour} cursor-pointer scroll-mt-24 scroll-mb-64`,
                      role === 'content' && (mark.state === 'open' ? 'said said-open' : 'said said-done'),
                      role === 'source' && 'said-by',
                      role === 'cue' && 'said-cue',
                      isChosen && 'said-chosen',
                    )}
                  >
                    {begins && <SpeakerBadge {...speaker} small />}
                    <span data-from={piece.start} data-to={piece.end}>
                      <SafeText>{piece.text}</SafeText>
                    </span>
                  </span>
                );
              })}
            </p>
          </MarkedPart>
        );
      })}
    </div>
  );
}
