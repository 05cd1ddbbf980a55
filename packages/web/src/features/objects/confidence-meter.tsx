import { admiraltyCredibility } from '../../stix/confidence.ts';

/** The number as it was given, and beside it its grade on the Admiralty scale. */
export function ConfidenceMeter({ confidence }: { confidence: number }) {
  const credibility = admiraltyCredibility(confidence);
  return (
    <div>
      <div className="flex items-baseline gap-2">
        <span className="tabular font-serif text-xl font-semibold">{confidence}</span>
        <span className="text-xs text-ink-faint">of 100</span>
      </div>
      <div aria-hidden="true" className="my-1 h-1 w-full max-w-40 rounded-full bg-sunk">
        <div className="h-1 rounded-full bg-accent" style={{ width: `${Math.max(0, Math.min(100, confidence))}%` }} />
      </div>
      {credibility ? (
        <p className="text-xs text-ink-soft">
          Admiralty {credibility.grade}: {credibility.words}
        </p>
      ) : (
        <p className="text-xs text-ink-soft">Admiralty 6: cannot be judged</p>
      )}
    </div>
  );
}
