import type { ObjectView } from '@entente/server/api-types';
import { otherExtensions, saysWithheld } from '../../stix/report-paragraphs.ts';
import { PartMarkings } from './part-markings.tsx';
import { Properties } from './properties.tsx';
import { ReferencesContext, summariesOf } from './references-context.ts';
import { rendererFor } from './renderers/renderer-for.ts';

/** Shown elsewhere on the page, for every type. */
const shownElsewhere = [
  'type',
  'id',
  'spec_version',
  'name',
  'created',
  'modified',
  'created_by_ref',
  'object_marking_refs',
  'labels',
  'confidence',
  'revoked',
  'external_references',
  'defanged',
  'extensions',
  'granular_markings',
];

/** An object for people: what its type shows best, then every other property it has, so that nothing is kept back. */
export function ObjectReading({ view }: { view: ObjectView }) {
  const { object, summary } = view;
  const { Body, consumes } = rendererFor(summary.type);
  const hidden = new Set([...shownElsewhere, ...consumes]);
  const rest = Object.entries(object).filter(([property]) => !hidden.has(property));
  const extensions = otherExtensions(object);
  if (extensions) rest.push(['extensions', extensions]);
  return (
    <ReferencesContext value={summariesOf(view.references)}>
      <div className="space-y-8">
        {saysWithheld(object) && (
          <p className="border-l-3 border-warn bg-warn-soft px-4 py-2 text-sm">
            Its originator withholds a part of this from you.
          </p>
        )}
        <Body object={object} view={view} />
        {object.granular_markings !== undefined && (
          <PartMarkings markings={object.granular_markings} given={view.parts} />
        )}
        {rest.length > 0 && <Properties entries={rest} title="Particulars" />}
      </div>
    </ReferencesContext>
  );
}
