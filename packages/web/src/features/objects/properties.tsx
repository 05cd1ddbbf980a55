import { propertyLabel } from '../../stix/property-label.ts';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { PropertyValue } from './property-value.tsx';

/** Any properties with their values; long texts and structures below their name, short values beside it. */
export function Properties({ entries, title }: { entries: [string, unknown][]; title: string }) {
  return (
    <Panel title={title} bare>
      <dl className="divide-y divide-line">
        {entries.map(([property, value]) => (
          <div key={property} className="grid gap-x-6 gap-y-0.5 py-2 sm:grid-cols-[12rem_minmax(0,1fr)]">
            <dt className="text-sm text-ink-faint" title={property}>
              <SafeText>{propertyLabel(property)}</SafeText>
            </dt>
            <dd className="min-w-0 text-sm">
              <PropertyValue value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
