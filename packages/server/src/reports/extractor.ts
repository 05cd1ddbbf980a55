import { type Clause, tlpOf } from '@entente/release';
import type { ExtractOptions, Statement } from '@entente/statements';
import { type StixObject, type TlpLevel, tlpMarkings } from '@entente/stix';
import type { Viewer } from '../accounts/viewer.ts';
import type { Audit } from '../audit/audit.ts';
import { type Expression, statedIn } from '../terms/expression.ts';
import type { LanguageModel } from './language-model.ts';
import { askerOf } from './report-service.ts';
import { fromWidest } from './report-text.ts';
import type { TextDesk } from './text-desk.ts';

/** A text whose statements are wanted. */
export type Extract = {
  readonly report: StixObject;
  /** The terms of the rendition that is read: its markings, and what else was said when it came in, or since. */
  readonly terms: Expression;
  /** Whether who reads it acts for its owner. */
  readonly isOwner: boolean;
  readonly text: string;
  readonly options: ExtractOptions;
  /** Whether the rules can read it. */
  readonly isEnglish: boolean;
};

/** Finds statements: by the operator's language model where the terms let the text go there, else by the rules. */
export type Extractor = (viewer: Viewer, extract: Extract) => Promise<readonly Statement[]>;

type Parts = {
  readonly desk: TextDesk;
  readonly audit: Pick<Audit, 'recordSoon'>;
  /** Absent: no text leaves the node. */
  readonly model?: { readonly ask: LanguageModel; readonly level: TlpLevel } | undefined;
};

/** So many questions are out at once; who comes meanwhile gets what the rules find. */
const mostAtOnce = 4;

export function createExtractor({ desk, audit, model }: Parts): Extractor {
  let asking = 0;
  async function ask(viewer: Viewer, { report, text, options }: Extract): Promise<readonly Statement[]> {
    if (model === undefined) return [];
    asking += 1;
    // Written down before it goes: what happens to it there is beyond knowing.
    audit.recordSoon({ kind: 'text-sent', subjects: [report.id] }, viewer);
    try {
      return await model.ask(text, options);
    } catch {
      // Why it failed may quote the text; that there is nothing is all that is told.
      return [];
    } finally {
      asking -= 1;
    }
  }
  return async (viewer, extract) => {
    const maySend = model !== undefined && asking < mostAtOnce && mayLeave(extract, model.level);
    const found = maySend ? await ask(viewer, extract) : [];
    if (found.length > 0) return found;
    return extract.isEnglish ? desk.propose(askerOf(viewer), extract.text, extract.options) : [];
  };
}

/**
 * Whether the terms of a report let its text go to a machine elsewhere: a TLP level of the standard that the operator
 * lets out, and nothing else beside it (no list, no handling, no marked part), neither in the report nor set by who
 * brought it in. Beyond CLEAR, only of the reader's own.
 */
export function mayLeave(
  { report, terms, isOwner }: Pick<Extract, 'report' | 'terms' | 'isOwner'>,
  widest: TlpLevel,
): boolean {
  const { object_marking_refs: refs, granular_markings: granular } = report;
  if (granular !== undefined || !Array.isArray(refs) || refs.length !== 1) return false;
  const stated = statedIn(terms);
  const level = tlpOf(stated);
  if (tlpMarkings.get(String(refs[0])) === undefined || ![stated, ...(stated.and ?? [])].every(isLevelAlone))
    return false;
  if (level === undefined || fromWidest.indexOf(level) > fromWidest.indexOf(widest)) return false;
  return level === 'clear' || isOwner;
}

function isLevelAlone({ to, not, closed, handling }: Clause): boolean {
  return [to, not, closed, handling].every((each) => each === undefined);
}
