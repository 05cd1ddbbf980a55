import { formatDate } from '../../lib/format-time.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import type { Mark } from './marks.ts';
import { SpeakerBadge } from './speaker-badge.tsx';

interface MarkCardProps {
  mark: Mark;
  speaker: { letter: string; colour: number } | undefined;
  mayConfirm: boolean;
  onAccept: () => void;
  onCorrect: () => void;
  onReject: () => void;
  onReopen: () => void;
  onRevoke: () => void;
}

/** What the text is read to say at the chosen place, and what can be done with that. */
export function MarkCard({ mark, speaker, mayConfirm, ...does }: MarkCardProps) {
  const shown = mark.statement ?? mark.proposal;
  if (!shown) return null;
  const { office, spokenFor, kind, negated, hedged, said, quantities } = shown;
  const claim = mark.statement?.claim;
  const waits = mark.proposal?.approval === 'waiting';
  const dates = mark.proposal?.dates.filter(({ from }) => from) ?? [];
  const facts = [
    said && `on ${formatDate(said)}`,
    ...dates.map(
      ({ text, from = '', to = '' }) => `${text}: ${formatDate(from)}${to === from ? '' : ` – ${formatDate(to)}`}`,
    ),
    ...quantities.map(({ text, value, of }) => [text ?? value, of].filter(Boolean).join(' ')),
  ].filter(Boolean);
  return (
    <div className="space-y-3">
      <div className="flex items-start gap-2.5">
        {speaker && <SpeakerBadge {...speaker} />}
        <div className="min-w-0">
          <p className="leading-snug font-semibold">
            <SafeText>{mark.speakerName}</SafeText>
          </p>
          {(office || spokenFor) && (
            <p className="text-sm text-ink-soft">
              {office && <SafeText>{office}</SafeText>}
              {office && spokenFor && ' · '}
              {spokenFor && (
                <>
                  for <SafeText>{spokenFor.name}</SafeText>
                </>
              )}
            </p>
          )}
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        <Badge tone="accent">{kind}</Badge>
        {negated && <Badge tone="danger">not</Badge>}
        {hedged && <Badge tone="warn">hedged</Badge>}
        {waits ? (
          <Badge tone="warn">waits for a second person</Badge>
        ) : (
          mark.state === 'accepted' && <Badge tone="good">confirmed</Badge>
        )}
        {mark.proposal?.approval === 'sent-back' && <Badge tone="warn">sent back</Badge>}
        {mark.state === 'rejected' && <Badge>rejected</Badge>}
        {facts.length > 0 && (
          <span className="text-sm text-ink-soft">
            <SafeText>{facts.join(' · ')}</SafeText>
          </span>
        )}
      </div>
      {claim && (
        <p className="text-sm">
          On: <SafeText>{claim.name}</SafeText>
          {mark.statement?.stance && (
            <span className="text-ink-soft"> ({mark.statement.stance.replace('-', ' ')})</span>
          )}
        </p>
      )}
      {mayConfirm && (
        <div className="grid grid-cols-3 gap-2">
          {mark.state === 'open' ? (
            <>
              <Button tone="primary" onClick={does.onAccept} aria-keyshortcuts="a">
                Accept <Key>a</Key>
              </Button>
              <Button onClick={does.onCorrect} aria-keyshortcuts="c">
                Correct <Key>c</Key>
              </Button>
              <Button onClick={does.onReject} aria-keyshortcuts="r">
                Reject <Key>r</Key>
              </Button>
            </>
          ) : waits ? null : mark.proposal ? (
            <Button className="col-span-3" onClick={does.onReopen}>
              Decide again
            </Button>
          ) : (
            mark.statement?.mine && (
              <Button className="col-span-3" onClick={does.onRevoke}>
                Take back
              </Button>
            )
          )}
        </div>
      )}
    </div>
  );
}

/** A key beside what it does; not on touch screens. */
export function Key({ children }: { children: string }) {
  return (
    <kbd className="hidden rounded-sm border border-current/40 px-1 font-mono text-2xs opacity-80 pointer-fine:inline">
      {children}
    </kbd>
  );
}
