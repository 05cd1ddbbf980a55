import type { Recall } from '@entente/server/api-types';
import { Badge } from '../../ui/badge.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';

type State = Recall['nodes'][number]['state'];

const states: Readonly<Record<State, { tone: 'good' | 'warn' | 'danger'; icon: IconName; text: string }>> = {
  confirmed: { tone: 'good', icon: 'check', text: 'Confirmed' },
  pending: { tone: 'warn', icon: 'more', text: 'Pending' },
  unreachable: { tone: 'danger', icon: 'close', text: 'Unreachable' },
};

/** A shape beside the colour, so that it can be told without colour. */
export function NodeState({ state }: { state: State }) {
  const { tone, icon, text } = states[state];
  return (
    <Badge tone={tone}>
      <Icon name={icon} className="size-3" />
      {text}
    </Badge>
  );
}

/** How far a recall is, over all nodes. */
export function RecallProgress({ nodes }: { nodes: Recall['nodes'] }) {
  const confirmed = nodes.filter(({ state }) => state === 'confirmed').length;
  if (confirmed === nodes.length) return <NodeState state="confirmed" />;
  return (
    <Badge tone="warn">
      <Icon name="more" className="size-3" />
      {`${confirmed} of ${nodes.length} confirmed`}
    </Badge>
  );
}
