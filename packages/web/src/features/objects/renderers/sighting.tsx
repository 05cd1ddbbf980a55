import { asNumber, asText, asTexts } from '../../../lib/read-value.ts';
import { Prose } from '../../../stix/prose.tsx';
import { SafeText } from '../../../ui/safe-text.tsx';
import { Time } from '../../../ui/time.tsx';
import { Reference } from '../reference.tsx';
import { ReferenceList } from './reference-list.tsx';
import type { BodyProps, Renderer } from './renderer.ts';

function times(count: number | undefined): string {
  if (count === undefined || count === 1) return 'once';
  return count === 0 ? 'not a single time' : `${count} times`;
}

function Body({ object, view }: BodyProps) {
  const seen = asText(object.sighting_of_ref);
  const where = asTexts(object.where_sighted_refs);
  const first = asText(object.first_seen);
  const last = asText(object.last_seen);
  const description = asText(object.description);
  return (
    <>
      <p className="max-w-3xl font-serif text-xl leading-relaxed">
        {where.length > 0 ? (
          where.map((id, index) => (
            <span key={id}>
              {index > 0 && (index === where.length - 1 ? ' and ' : ', ')}
              <Reference id={id} />
            </span>
          ))
        ) : (
          <SafeText>{view.summary.owner.name}</SafeText>
        )}{' '}
        saw {seen ? <Reference id={seen} /> : 'something'} <strong>{times(asNumber(object.count))}</strong>
        {first && (
          <>
            {last && last !== first ? ' between ' : ' on '}
            <Time value={first} form="full" />
          </>
        )}
        {last && last !== first && (
          <>
            {first ? ' and ' : ', last on '}
            <Time value={last} form="full" />
          </>
        )}
        .
      </p>
      {description && <Prose text={description} />}
      <ReferenceList ids={object.observed_data_refs} title="What was observed" />
    </>
  );
}

/** A sighting reads as the sentence that it is. */
export const sightingRenderer: Renderer = {
  Body,
  consumes: [
    'sighting_of_ref',
    'where_sighted_refs',
    'first_seen',
    'last_seen',
    'count',
    'description',
    'observed_data_refs',
  ],
};
