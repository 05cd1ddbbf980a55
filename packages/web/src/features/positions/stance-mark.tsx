import { classNames } from '../../ui/class-names.ts';
import type { Stance } from './stance.ts';

interface StanceGlyphProps {
  stance: Stance;
  /** Dashed: it holds under a condition. */
  conditional?: boolean;
  /** Hollow in its middle: nobody said so officially. */
  unofficial?: boolean;
}

/**
 * A stance drawn around the origin, 16 wide, for any SVG. Shapes tell the sides apart without colour: round is for,
 * square is against, filled is strongly, a bar is undecided, a cross would not say.
 */
export function StanceGlyph({ stance, conditional = false, unofficial = false }: StanceGlyphProps) {
  const dash = conditional ? { strokeDasharray: '2.2 1.6' } : {};
  return (
    <g className="stance" data-stance={stance}>
      {stance === 'strongly-agree' && <circle r={6.2} className="stance-fill" {...dash} />}
      {stance === 'agree' && <circle r={5.4} className="stance-soft" {...dash} />}
      {stance === 'neutral' && (
        <rect x={-6} y={-1.8} width={12} height={3.6} rx={1} className="stance-soft" {...dash} />
      )}
      {stance === 'disagree' && <rect x={-5} y={-5} width={10} height={10} className="stance-soft" {...dash} />}
      {stance === 'strongly-disagree' && (
        <rect x={-5.6} y={-5.6} width={11.2} height={11.2} className="stance-fill" {...dash} />
      )}
      {stance === 'declined' && <path d="M-4.5 -4.5L4.5 4.5M4.5 -4.5L-4.5 4.5" className="stance-line" />}
      {unofficial && stance !== 'declined' && stance !== 'neutral' && <circle r={2} className="stance-hole" />}
    </g>
  );
}

/** The same by itself; the words beside it must say what it means. */
export function StanceMark({ className, ...glyph }: StanceGlyphProps & { className?: string }) {
  return (
    <svg viewBox="-8 -8 16 16" aria-hidden="true" className={classNames('inline-block size-4 shrink-0', className)}>
      <StanceGlyph {...glyph} />
    </svg>
  );
}
