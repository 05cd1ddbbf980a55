import type { Preview } from '@entente/server/api-types';
import { HandlingBadges } from '../stix/handling-badges.tsx';
import { Icon } from '../ui/icon.tsx';
import { SafeText } from '../ui/safe-text.tsx';
import { AudienceNames } from './audience-names.tsx';
import { PreviewChanges } from './preview-changes.tsx';
import { PreviewNodes } from './preview-nodes.tsx';
import { RenditionsView } from './renditions-view.tsx';

/** What publishing would do: who gets what, under which duties, what changes, and what its author may not have meant. */
export function PreviewContent({ preview }: { preview: Preview }) {
  return (
    <>
      <HandlingBadges handling={preview.handling} />
      {preview.secondPerson && (
        <p className="border-l-3 border-accent bg-accent-soft px-4 py-2 text-sm">
          <SafeText>{`A release officer must approve it: ${preview.secondPerson}.`}</SafeText>
        </p>
      )}
      {preview.warnings.map(({ text, audience }) => (
        <div key={text} className="flex gap-2.5 rounded-md bg-warn-soft px-3 py-2 text-sm">
          <Icon name="warning" className="mt-0.5 text-warn" />
          <div className="min-w-0 space-y-1">
            <p>
              <SafeText>{text}</SafeText>
            </p>
            <AudienceNames audience={audience} />
          </div>
        </div>
      ))}
      <RenditionsView renditions={preview.renditions} />
      <PreviewNodes nodes={preview.nodes} plainClients={preview.plainClients} />
      {preview.changes && <PreviewChanges changes={preview.changes} />}
      {preview.nothing.length > 0 && (
        <section className="space-y-2">
          <h3 className="eyebrow">Gets nothing</h3>
          {preview.nothing.map(({ text, audience }) => (
            <div key={text} className="text-sm">
              <p className="mb-1 text-ink-soft">
                <SafeText>{text}</SafeText>
              </p>
              <AudienceNames audience={audience} />
            </div>
          ))}
        </section>
      )}
    </>
  );
}
