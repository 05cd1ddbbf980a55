import type { ObjectView, TermsView } from '@entente/server/api-types';
import { withheldWords } from '../../release/selector-words.ts';
import { HandlingBadges } from '../../stix/handling-badges.tsx';
import { TlpLabel } from '../../stix/tlp-label.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Audience } from './audience.tsx';

/** The terms across the head of the page, as on a marked paper: who may have this, and why. */
export function TermsStrip({
  terms,
  parts = [],
}: {
  terms: TermsView;
  parts?: ObjectView['handlingOfParts'] | undefined;
}) {
  return (
    <section aria-label="Terms" className="mb-6 rounded-lg border border-line bg-sheet">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
        <TlpLabel level={terms.tlp} />
        <p className="min-w-0 flex-1 basis-72 text-sm">
          <SafeText>{terms.sentence}</SafeText>
        </p>
        <HandlingBadges handling={terms.handling} />
      </div>
      {parts.map(({ selectors, handling }) => (
        <div
          key={selectors.join()}
          className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-2 text-sm"
        >
          <span>
            Only for <SafeText>{withheldWords(selectors)}</SafeText>:
          </span>
          <HandlingBadges handling={handling} />
        </div>
      ))}
      {terms.audience && <Audience terms={terms} audience={terms.audience} />}
    </section>
  );
}
