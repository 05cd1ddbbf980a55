import { paragraphSelector, paragraphsOf } from '../stix/report-paragraphs.ts';

/** A text of an object, and whether it is withheld. */
export interface TextPiece {
  selector: string;
  text: string;
  withheld: boolean;
}

const texts = ['name', 'abstract', 'description', 'content', 'explanation', 'pattern'];

/** What an object says, in reading order, with what is withheld from some audience marked; also what is no text. */
export function textPieces(object: Readonly<Record<string, unknown>>, withheld: readonly string[]): TextPiece[] {
  const isWithheld = (selector: string): boolean =>
    withheld.some((each) => selector === each || selector.startsWith(`${each}.`));
  const shown = [
    ...texts.flatMap((selector) => {
      const value = object[selector];
      return typeof value === 'string' ? [{ selector, text: value }] : [];
    }),
    ...paragraphsOf(object).map((text, index) => ({ selector: paragraphSelector(index), text })),
  ];
  const others = withheld
    .filter(
      (selector) => !shown.some((piece) => piece.selector === selector || piece.selector.startsWith(`${selector}.`)),
    )
    .map((selector) => ({ selector, text: valueText(valueAt(object, selector)) }));
  return [...shown, ...others].map((piece) => ({ ...piece, withheld: isWithheld(piece.selector) }));
}

function valueAt(object: unknown, selector: string): unknown {
  return selector.split('.').reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return (value as Record<string, unknown>)[step.replace(/^\[(\d+)\]$/, '$1')];
  }, object);
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
