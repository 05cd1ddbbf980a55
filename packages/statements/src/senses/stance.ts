// "refused to rule out" is two; the cue's own verb of refusal is its kind, not a negation.
const NEGATION =
  /\b(?:not|never|no longer|nor|neither|cannot|hardly|without|doubt(?:s|ed|ing)?)\b|n['’]t\b|\bno (?:sign|evidence|plans?|intention|desire|interest)\b/gi;
const CUE_HEDGES =
  /\b(?:reportedly|apparently|allegedly|seemingly|supposedly|perhaps|possibly|probably|likely|seem(?:s|ed)?(?: to)?|appear(?:s|ed)?(?: to)?|suggest(?:s|ed|ing)?|hint(?:s|ed|ing)?|sought to|seek(?:s|ing)? to|tr(?:y|ies|ied|ying) to|may|might|could|would|is looking|expected)\b/gi;
const CONTENT_HEDGES =
  /\b(?:may|might|could|perhaps|possibly|probably|presumably|likely|unlikely|maybe|apparently|potentially|roughly|approximately|sometime|seem(?:s|ed)?|appear(?:s|ed)?|not necessarily|it is possible|in principle)\b/gi;

/** Negation and hedging of one statement. */
export interface Stance {
  readonly negated: boolean;
  readonly hedges: string[];
}

/**
 * Reads the cue (with the auxiliaries just before it) for negation, and cue and content for words that hedge.
 * An odd number of negations negates.
 */
export function stanceOf(cue: string, content: string): Stance {
  const negations = cue.match(NEGATION)?.length ?? 0;
  // "until 3 May" is a month.
  const hedging = content.replace(/(?<=\d )May\b|\bMay(?= \d)/g, '');
  const hedges = [...(cue.match(CUE_HEDGES) ?? []), ...(hedging.match(CONTENT_HEDGES) ?? [])];
  return { negated: negations % 2 === 1, hedges: [...new Set(hedges.map((hedge) => hedge.toLowerCase()))] };
}
