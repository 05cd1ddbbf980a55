import { asText } from '../../../lib/read-value.ts';
import { Prose } from '../../../stix/prose.tsx';
import { SafeText } from '../../../ui/safe-text.tsx';
import { Time } from '../../../ui/time.tsx';
import { Reference } from '../reference.tsx';
import { FactsRow } from './facts-row.tsx';
import type { BodyProps, Renderer } from './renderer.ts';

function Body({ object }: BodyProps) {
  const source = asText(object.source_ref);
  const target = asText(object.target_ref);
  const kind = asText(object.relationship_type) ?? 'related-to';
  const description = asText(object.description);
  const start = asText(object.start_time);
  const stop = asText(object.stop_time);
  return (
    <>
      <p className="font-serif text-xl leading-relaxed">
        {source && <Reference id={source} />}{' '}
        <em className="font-semibold">
          <SafeText>{kind.replaceAll('-', ' ')}</SafeText>
        </em>{' '}
        {target && <Reference id={target} />}.
      </p>
      <FactsRow
        facts={{
          From: start && <Time value={start} form="full" />,
          Until: stop && <Time value={stop} form="full" />,
        }}
      />
      {description && <Prose text={description} />}
    </>
  );
}

/** A relationship reads as the sentence that it is. */
export const relationshipRenderer: Renderer = {
  Body,
  consumes: ['source_ref', 'target_ref', 'relationship_type', 'description', 'start_time', 'stop_time'],
};
