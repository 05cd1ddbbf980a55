import { asRecords, asText, asTexts } from '../../lib/read-value.ts';
import { withheldWords } from '../../release/selector-words.ts';
import { tlpOfMarking } from '../../stix/tlp.ts';
import { TlpLabel } from '../../stix/tlp-label.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Reference } from './reference.tsx';

/** Which parts of an object carry markings of their own (STIX 2.1 section 7.2.3), in words. */
export function PartMarkings({ markings }: { markings: unknown }) {
  return (
    <Panel title="Terms of parts" bare>
      <ul className="space-y-1 text-sm">
        {asRecords(markings).map((each) => {
          const [marking, selectors] = [asText(each.marking_ref), asTexts(each.selectors)];
          const level = marking && tlpOfMarking(marking);
          return (
            <li key={`${marking} ${asText(each.lang)} ${selectors}`} className="flex flex-wrap items-center gap-x-2">
              <SafeText>{withheldWords(selectors)}</SafeText>
              {level ? (
                <TlpLabel level={level} />
              ) : marking ? (
                <Reference id={marking} />
              ) : (
                <SafeText>{asText(each.lang) ?? ''}</SafeText>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
