import type { Picture } from '@entente/server/api-types';
import { useId, useState } from 'react';
import { Choice } from '../../ui/controls.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ConnectionsMap } from './connections-map.tsx';
import { ForcesMap } from './forces-map.tsx';
import { StandMap } from './stand-map.tsx';

interface MapPanelProps {
  picture: Picture;
  onClaim: (id: string) => void;
}

const choices = { positions: 'Positions on a claim', forces: 'Forces', connections: 'Connections' } as const;
type Shown = keyof typeof choices;

/** The coalition on the map: where members stand, where their forces are, or who contributes where and with whom. */
export function MapPanel({ picture, onClaim }: MapPanelProps) {
  const name = useId();
  const [shown, setShown] = useState<Shown>('positions');
  return (
    <Panel title="The coalition on the map" bare>
      <fieldset className="mb-3 flex flex-wrap gap-x-5">
        <legend className="sr-only">What the map shows</legend>
        {(Object.keys(choices) as Shown[]).map((each) => (
          <Choice
            key={each}
            type="radio"
            name={name}
            label={choices[each]}
            checked={shown === each}
            onChange={() => setShown(each)}
          />
        ))}
      </fieldset>
      {shown === 'positions' && <StandMap picture={picture} onClaim={onClaim} />}
      {shown === 'forces' && <ForcesMap picture={picture} />}
      {shown === 'connections' && <ConnectionsMap connections={picture.connections} />}
    </Panel>
  );
}
