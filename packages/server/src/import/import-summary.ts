import type { BadDocument, BadMember } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import type { ImportSummary, RefusalMessage } from '../objects/messages.ts';
import type { Outcome } from '../objects/outcome.ts';
import { isProofBeside } from '../objects/refusals.ts';
import { createOwnersAlone } from './owners-alone.ts';

type Summary = z.infer<typeof ImportSummary>;
type Refusal = z.infer<typeof RefusalMessage>;

/** So many refusals are named one by one; the counts are always complete. */
const mostNamed = 1000;

/** Who imports a file again under narrower terms must not believe that they hold. */
const keptTerms =
  'What was there already keeps its terms: a later version under narrower ones narrows the earlier ones too.';

/** Gathers what became of the objects of an import. */
export type ImportSummaryCollector = {
  tell(outcome: Outcome | BadMember | BadDocument): void;
  /** Something that became no object at all. */
  refuse(refusal: Refusal): void;
  /** Something worth knowing; said once, with how often where that is more. */
  note(text: string): void;
  /** With whether terms were given: what was there already does not take them. */
  result(hasTerms?: boolean): Summary;
};

export function createImportSummary(): ImportSummaryCollector {
  const byType = new Map<string, number>();
  const ownersAlone = createOwnersAlone();
  const notes = new Map<string, number>();
  const refusals: Refusal[] = [];
  const counts = { stored: 0, unchanged: 0, refused: 0 };

  function name(refusal: Refusal): void {
    if (refusals.length < mostNamed) refusals.push(refusal);
  }

  const collector: ImportSummaryCollector = {
    tell(outcome) {
      if (!('state' in outcome)) {
        counts.refused += 1;
        name({ path: '', rule: outcome.rule, section: '', message: `${placeOf(outcome)}: ${outcome.message}` });
      } else if (outcome.state === 'refused' && isProofBeside(outcome.refusals)) {
        collector.note('A proof stays in the file: entente verify checks it there.');
      } else if (outcome.state === 'refused') {
        counts.refused += 1;
        for (const refusal of outcome.refusals) name(refusal);
      } else {
        counts[outcome.state] += 1;
        ownersAlone.tell(outcome);
        const type = outcome.id.slice(0, outcome.id.indexOf('--'));
        byType.set(type, (byType.get(type) ?? 0) + 1);
      }
    },
    refuse(refusal) {
      counts.refused += 1;
      name(refusal);
    },
    note(text) {
      notes.set(text, (notes.get(text) ?? 0) + 1);
    },
    result: (hasTerms = false) => ({
      ...counts,
      byType: Object.fromEntries([...byType].sort(([a], [b]) => (a < b ? -1 : 1))),
      refusals,
      notes: [
        ...[...notes].map(([text, times]) => (times === 1 ? text : `${text} (${times} times)`)),
        ...ownersAlone.notes(),
        ...(counts.stored + counts.unchanged + counts.refused + notes.size === 0 ? ['There is no object in it.'] : []),
        ...(hasTerms && counts.unchanged > 0 ? [keptTerms] : []),
      ],
    }),
  };
  return collector;
}

/** Where the reader of a file finds it; people count from one. */
function placeOf({ scope, index }: BadMember | BadDocument): string {
  if (scope === 'member') return `object ${index + 1}`;
  // Where nothing was read the file is most likely something else.
  return index === 0
    ? 'this is no STIX and no MISP event'
    : `nothing can be read after ${index === 1 ? 'one object' : `${index} objects`}`;
}
