import type { Span } from '@entente/positions';
import type { Proposal } from './proposal-store.ts';

/**
 * Proposals without those still open whose words a statement in the same text holds already: whoever wrote that down
 * saw who spoke. The same words are those that share more than half of all that either marks, so that a quote within a
 * quote is still proposed.
 */
export function notYetSaid(
  proposals: readonly Proposal[],
  statements: readonly { readonly content: readonly Span[] }[],
): readonly Proposal[] {
  return proposals.filter(({ state, content }) => {
    if (state !== 'open') return true;
    const proposed = content.content.map(([start, end]) => ({ start, end }));
    return !statements.some(({ content: said }) => {
      const shared = overlap(proposed, said);
      return shared * 2 > length(proposed) + length(said) - shared;
    });
  });
}

function overlap(some: readonly Span[], others: readonly Span[]): number {
  return some.reduce(
    (sum, { start, end }) =>
      sum +
      others.reduce((inner, other) => inner + Math.max(0, Math.min(end, other.end) - Math.max(start, other.start)), 0),
    0,
  );
}

function length(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}
