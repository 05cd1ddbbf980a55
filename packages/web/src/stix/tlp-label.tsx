import type { TlpLevel } from '@entente/server/api-types';
import { tlpAppearance } from './tlp.ts';

/** The coloured label of TLP 2.0, or a hollow one for what carries none. */
export function TlpLabel({ level }: { level: TlpLevel | null }) {
  if (level === null) {
    return (
      <span
        className="inline-block rounded-sm border border-dashed border-edge px-1 font-mono text-2xs whitespace-nowrap text-ink-soft"
        title="It carries no TLP level."
      >
        UNMARKED
      </span>
    );
  }
  const { label, colour, meaning } = tlpAppearance(level);
  return (
    <span
      className="inline-block rounded-sm border border-black bg-black px-1 font-mono text-2xs font-bold whitespace-nowrap dark:border-edge"
      style={{ color: colour }}
      title={meaning}
    >
      {label}
    </span>
  );
}
