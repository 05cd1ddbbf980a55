import type { Preview } from '@entente/server/api-types';
import { AudienceNames } from './audience-names.tsx';

/** What the new version would change for those who have the object. */
export function PreviewChanges({ changes }: { changes: NonNullable<Preview['changes']> }) {
  const { gain, lose, keepOlder, properties } = changes;
  const shown = [
    ['Get it now for the first time', gain],
    ['Lose it, older versions too', lose],
    ['Keep the version before, and do not get this one', keepOlder],
  ] as const;
  return (
    <section className="space-y-2 text-sm">
      <h3 className="eyebrow">Against the version before</h3>
      <p className="text-ink-soft">
        {properties.length === 0
          ? 'The content is the same.'
          : `Different: ${properties.join(', ').replaceAll('_', ' ')}.`}
      </p>
      {shown.map(([label, audience]) =>
        audience.length === 0 ? null : (
          <div key={label}>
            <p className="mb-1 text-ink-soft">{label}</p>
            <AudienceNames audience={audience} />
          </div>
        ),
      )}
    </section>
  );
}
