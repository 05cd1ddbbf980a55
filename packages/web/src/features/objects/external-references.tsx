import { asRecords, asText } from '../../lib/read-value.ts';
import { ExternalLink } from '../../ui/external-link.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

/** Where else it is spoken of; only web addresses become links. */
export function ExternalReferences({ references }: { references: unknown }) {
  const rows = asRecords(references);
  if (rows.length === 0) return null;
  return (
    <Panel title="Sources elsewhere" bare>
      <ol className="space-y-2.5 text-sm">
        {rows.map((row, index) => {
          const name = asText(row.source_name) ?? 'Source';
          const externalId = asText(row.external_id);
          const description = asText(row.description);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: references have no identity but their place
            <li key={index}>
              <ExternalLink href={row.url}>
                <SafeText>{externalId ? `${name}: ${externalId}` : name}</SafeText>
              </ExternalLink>
              {description && (
                <p className="text-xs text-ink-soft">
                  <SafeText>{description}</SafeText>
                </p>
              )}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
