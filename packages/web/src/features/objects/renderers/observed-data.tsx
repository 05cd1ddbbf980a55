import { asNumber, asText } from '../../../lib/read-value.ts';
import { Time } from '../../../ui/time.tsx';
import { FactsRow } from './facts-row.tsx';
import { ReferenceList } from './reference-list.tsx';
import type { BodyProps, Renderer } from './renderer.ts';

function Body({ object }: BodyProps) {
  const first = asText(object.first_observed);
  const last = asText(object.last_observed);
  return (
    <>
      <FactsRow
        facts={{
          Observed: `${asNumber(object.number_observed) ?? '?'} ×`,
          First: first && <Time value={first} form="full" />,
          Last: last && <Time value={last} form="full" />,
        }}
      />
      <ReferenceList ids={object.object_refs} title="What was observed" />
    </>
  );
}

export const observedDataRenderer: Renderer = {
  Body,
  consumes: ['first_observed', 'last_observed', 'number_observed', 'object_refs'],
};
