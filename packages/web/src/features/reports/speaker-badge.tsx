import { classNames } from '../../ui/class-names.ts';

interface SpeakerBadgeProps {
  letter: string;
  colour: number;
  small?: boolean;
}

/** A speaker's letter in his colour; every second one is round, so that neighbours differ without colour too. */
export function SpeakerBadge({ letter, colour, small = false }: SpeakerBadgeProps) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        `speaker-${colour} speaker-badge inline-flex items-center justify-center font-sans font-bold select-none`,
        small ? 'mr-1 h-4 min-w-4 px-0.5 text-2xs align-[0.1em]' : 'h-6 min-w-6 px-1 text-sm',
        colour % 2 === 0 ? 'rounded-sm' : 'rounded-full',
      )}
    >
      {letter}
    </span>
  );
}
