import type { Publication } from '@entente/server/api-types';
import { withheldWords } from '../../release/selector-words.ts';
import { TermsWords } from '../../release/terms-words.tsx';
import { DifferenceRow } from '../../stix/difference-row.tsx';
import { HandlingBadges } from '../../stix/handling-badges.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

/** The terms that were handed in, of the whole and of each part. */
export function ApprovalTerms({ publication: { terms, handling, parts = [] } }: { publication: Publication }) {
  return (
    <>
      <DifferenceRow property="terms">
        <p>
          <TermsWords terms={terms} />
        </p>
        {handling && <HandlingBadges handling={handling} />}
      </DifferenceRow>
      {parts.map((part) => (
        <DifferenceRow key={part.selectors.join(' ')} property="terms_of_a_part">
          <p>
            <SafeText>{`${withheldWords(part.selectors)}: `}</SafeText>
            <TermsWords terms={part.terms} />
          </p>
          {part.terms.handling && <HandlingBadges handling={part.terms.handling} />}
        </DifferenceRow>
      ))}
    </>
  );
}
