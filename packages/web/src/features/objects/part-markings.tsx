import type { GivenPart } from '@entente/server/api-types';
import type { ReactNode } from 'react';
import { asRecords, asText, asTexts } from '../../lib/read-value.ts';
import { withheldWords } from '../../release/selector-words.ts';
import { TermsWords } from '../../release/terms-words.tsx';
import { tlpOfMarking } from '../../stix/tlp.ts';
import { TlpLabel } from '../../stix/tlp-label.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Reference } from './reference.tsx';
import { useReference } from './references-context.ts';

interface PartMarkingsProps {
  /** `granular_markings` as they stand. */
  markings: unknown;
  /** What the author gave, with lists of whom: to him alone they are told. */
  given: readonly GivenPart[] | undefined;
}

/** Which parts of an object carry markings of their own (STIX 2.1 section 7.2.3), in words. */
export function PartMarkings({ markings, given }: PartMarkingsProps) {
  return (
    <Panel title="Terms of parts" bare>
      <ul className="space-y-1 text-sm">
        {given
          ? given.map(({ selectors, terms }) => (
              <Part key={selectors.join()} selectors={selectors}>
                <TermsWords terms={terms} />
              </Part>
            ))
          : asRecords(markings).map((each) => {
              const [marking, selectors] = [asText(each.marking_ref), asTexts(each.selectors)];
              return (
                <Part key={`${marking} ${asText(each.lang)} ${selectors}`} selectors={selectors}>
                  <Marking marking={marking} language={asText(each.lang)} />
                </Part>
              );
            })}
      </ul>
    </Panel>
  );
}

function Part({ selectors, children }: { selectors: readonly string[]; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-x-2">
      <SafeText>{withheldWords(selectors)}</SafeText>
      {children}
    </li>
  );
}

function Marking({ marking, language = '' }: { marking: string | undefined; language: string | undefined }) {
  const summary = useReference(marking ?? '');
  if (marking === undefined) return <SafeText>{language}</SafeText>;
  const level = tlpOfMarking(marking);
  if (level) return <TlpLabel level={level} />;
  // What a list says is its author's to know; that there is one says why others may not have the part.
  if (!summary) return <span className="text-ink-soft">with further terms of its originator’s</span>;
  return <Reference id={marking} />;
}
