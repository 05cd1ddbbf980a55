import { asText } from '../../../lib/read-value.ts';
import { paragraphsOf } from '../../../stix/report-paragraphs.ts';
import { SafeText } from '../../../ui/safe-text.tsx';
import { Time } from '../../../ui/time.tsx';
import { FactsRow } from './facts-row.tsx';
import { Prose } from './prose.tsx';
import { ReferenceList } from './reference-list.tsx';
import type { BodyProps, Renderer } from './renderer.ts';
import { tagsOf } from './tags.tsx';

function Body({ object }: BodyProps) {
  const description = asText(object.description);
  const published = asText(object.published);
  const context = asText(object.context);
  const text = [description, ...paragraphsOf(object)].filter(Boolean).join('\n\n');
  return (
    <>
      <FactsRow
        facts={{
          Kind: tagsOf(object.report_types),
          Context: context && <SafeText>{context}</SafeText>,
          Published: published && <Time value={published} form="full" />,
        }}
      />
      {text ? (
        <Prose text={text} large />
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
