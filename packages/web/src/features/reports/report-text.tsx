import { classNames } from '../../ui/class-names.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { type Mark, paragraphBreak, piecesOf } from './marks.ts';
import { SpeakerBadge } from './speaker-badge.tsx';

interface ReportTextProps {
  paragraphs: readonly string[];
  marks: readonly Mark[];
  cast: ReadonlyMap<string, { letter: string; colour: number }>;
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

/** The text, with what is said in it in the colour and under the letter of its speaker. */
export function ReportText({ paragraphs, marks, cast, chosen, onChoose }: ReportTextProps) {
  let from = 0;
  return (
    <div className="space-y-4 font-serif text-[1.0625rem] leading-[1.75]">
      {paragraphs.map((paragraph) => {
        const start = from;
        from += paragraph.length + paragraphBreak.length;
        return (
          <p key={start}>
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
        );
      })}
    </div>
  );
}
