import type { Peer } from '@entente/server/api-types';
import { useState } from 'react';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

type Direction = Peer['sending'];

interface DirectionControlProps {
  label: string;
  state: Direction;
  disabled: boolean;
  onChange: (state: Direction) => Promise<unknown>;
}

const tones = { on: 'good', paused: 'warn', ended: 'plain' } as const;
const names = { on: 'On', paused: 'Paused', ended: 'Ended' } as const;

/** One direction of an exchange: pause it, go on, or end it for good. */
export function DirectionControl({ label, state, disabled, onChange }: DirectionControlProps) {
  const [ending, setEnding] = useState(false);
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm">
      <span className="mr-auto font-medium">
        {label} <Badge tone={tones[state]}>{names[state]}</Badge>
      </span>
      {!disabled && state !== 'ended' && (
        <>
          <Button size="sm" onClick={() => void onChange(state === 'on' ? 'paused' : 'on').catch(() => {})}>
            {state === 'on' ? 'Pause' : 'Go on'}
          </Button>
          <Button size="sm" onClick={() => setEnding(true)}>
            End
          </Button>
        </>
      )}
      <ConfirmDialog
        open={ending}
        onOpenChange={setEnding}
        title={`End: ${label.toLowerCase()}`}
        action="End it"
        onConfirm={() => onChange('ended')}
      >
        Nothing passes this way any more, for good: to begin again, invite the node anew. What has passed stays where it
        is.
      </ConfirmDialog>
    </div>
  );
}
