import type { Preview } from '@entente/server/api-types';
import type { ReactNode } from 'react';
import { Icon } from '../ui/icon.tsx';
import { SafeText } from '../ui/safe-text.tsx';
import { AudienceNames } from './audience-names.tsx';

/** Where a copy would lie, who operates these nodes, and whom it does not reach: what is stored can be read there. */
export function PreviewNodes({ nodes, plainClients }: Pick<Preview, 'nodes' | 'plainClients'>) {
  return (
    <section className="space-y-3">
      <h3 className="eyebrow">Where it will lie</h3>
      <ul className="space-y-3">
        {nodes.map((node) => (
          <li key={`${node.name} ${node.operator.id}`} className="space-y-1 border-l-3 border-line pl-3 text-sm">
            <p>
              <span className="font-medium">
                <SafeText>{node.name}</SafeText>
              </span>
              <span className="text-ink-soft">
                {node.here ? ' · this node' : ''} · operated by <SafeText>{node.operator.name}</SafeText>
              </span>
            </p>
            {node.holdsFor.length > 0 && <AudienceNames audience={node.holdsFor} />}
            {node.holdsFor.length > 0 && !node.operatorInAudience && (
              <Caution>Its operator is not among those it is for, and can read what is stored there.</Caution>
            )}
            {node.refused.map(({ text, audience }) => (
              <div key={text} className="space-y-1">
                <Caution>
                  Does not get there: <SafeText>{text}</SafeText>
                </Caution>
                <AudienceNames audience={audience} />
              </div>
            ))}
          </li>
        ))}
      </ul>
      {plainClients.length > 0 && (
        <div className="space-y-1 text-sm">
          <Caution>
            Also read by plain TAXII clients: what these hold is unlabelled and cannot be recalled. “Entente nodes only”
            under Handling keeps it from them.
          </Caution>
          <AudienceNames audience={plainClients} />
        </div>
      )}
    </section>
  );
}

function Caution({ children }: { children: ReactNode }) {
  return (
    <p className="flex gap-2 text-ink-soft">
      <Icon name="warning" className="mt-0.5 text-warn" />
      <span>{children}</span>
    </p>
  );
}
