/** A STIX confidence (0-100) on the Admiralty scale of information credibility (STIX 2.1, appendix A). */
export interface AdmiraltyCredibility {
  grade: 1 | 2 | 3 | 4 | 5;
  words: string;
}

/** Undefined where the number is none that STIX allows: its credibility cannot be judged. */
export function admiraltyCredibility(confidence: unknown): AdmiraltyCredibility | undefined {
  if (typeof confidence !== 'number' || !(confidence >= 0 && confidence <= 100)) return undefined;
  if (confidence >= 80) return { grade: 1, words: 'confirmed by other sources' };
  if (confidence >= 60) return { grade: 2, words: 'probably true' };
  if (confidence >= 40) return { grade: 3, words: 'possibly true' };
  if (confidence >= 20) return { grade: 4, words: 'doubtful' };
  return { grade: 5, words: 'improbable' };
}
