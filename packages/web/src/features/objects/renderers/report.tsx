import { asText } from '../../../lib/read-value.ts';
import { MarkedPart } from '../../../release/marked-part.tsx';
import { partMarks } from '../../../release/part-marks.ts';
import { Prose } from '../../../stix/prose.tsx';
import { paragraphSelector, paragraphsOf } from '../../../stix/report-paragraphs.ts';
import { SafeText } from '../../../ui/safe-text.tsx';
import { Time } from '../../../ui/time.tsx';
import { FactsRow } from './facts-row.tsx';
import { ReferenceList } from './reference-list.tsx';
import type { BodyProps, Renderer } from './renderer.ts';
import { tagsOf } from './tags.tsx';

function Body({ object, view }: BodyProps) {
  const description = asText(object.description);
  const published = asText(object.published);
  const context = asText(object.context);
  const parts = [
    { part: 'description', text: description ?? '' },
    ...paragraphsOf(object).map((text, index) => ({ part: paragraphSelector(index), text })),
  ].filter(({ text }) => text.trim() !== '');
  return (
    <>
      <FactsRow
        facts={{
          Kind: tagsOf(object.report_types),
          Context: context && <SafeText>{context}</SafeText>,
          Published: published && <Time value={published} form="full" />,
        }}
      />
      {parts.length > 0 ? (
        <div className="space-y-5">
          {parts.map(({ part, text }) => (
            <MarkedPart key={part} marks={partMarks(view, part)}>
              <Prose text={text} large />
            </MarkedPart>
          ))}
        </div>
      ) : (
        <p className="text-sm text-ink-soft">It has no text of its own, only the objects below.</p>
      )}
      <ReferenceList ids={object.object_refs} title="It is about" />
    </>
  );
}

/** Reports and groupings: a text to read, and what it is about. */
export const reportRenderer: Renderer = {
  Body,
  consumes: ['description', 'published', 'report_types', 'context', 'object_refs'],
};
