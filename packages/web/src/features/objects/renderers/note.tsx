import { asText } from '../../../lib/read-value.ts';
import { Prose } from '../../../stix/prose.tsx';
import { FactsRow } from './facts-row.tsx';
import { ReferenceList } from './reference-list.tsx';
import type { BodyProps, Renderer } from './renderer.ts';
import { tagsOf } from './tags.tsx';

function Body({ object }: BodyProps) {
  const content = asText(object.content);
  return (
    <>
      <FactsRow facts={{ Authors: tagsOf(object.authors) }} />
      {content && <Prose text={content} large />}
      <ReferenceList ids={object.object_refs} title="It is about" />
    </>
  );
}

export const noteRenderer: Renderer = { Body, consumes: ['abstract', 'content', 'authors', 'object_refs'] };
