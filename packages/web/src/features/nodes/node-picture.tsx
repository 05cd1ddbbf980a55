import type { OwnNode, Peer } from '@entente/server/api-types';
import { Link } from '@tanstack/react-router';
import { formatCount } from '../../lib/format-number.ts';
import { type PeerState, stateName, stateOf } from './peer-state.tsx';

const width = 640;
const across = 230;

/** Lines differ by their dashes too, not by colour alone. */
const lines: Record<PeerState, string> = {
  connected: 'stroke-good',
  behind: 'stroke-warn [stroke-dasharray:7_4]',
  failing: 'stroke-danger [stroke-dasharray:2_4]',
  waiting: 'stroke-accent [stroke-dasharray:10_6]',
  'to-sign': 'stroke-accent [stroke-dasharray:10_6]',
  'their-turn': 'stroke-accent [stroke-dasharray:10_6]',
  paused: 'stroke-edge [stroke-dasharray:1_6]',
  ended: 'stroke-line [stroke-dasharray:1_10]',
};
const signs: Record<PeerState, string> = {
  connected: '●',
  behind: '◐',
  failing: '✕',
  waiting: '?',
  'to-sign': '?',
  'their-turn': '?',
  paused: '‖',
  ended: '○',
};

/** Keeps words readable where a line runs behind them. */
const halo = 'stroke-paper [paint-order:stroke] [stroke-width:4px]';

/** This node in the middle, the others around it. The list below the picture says the same in words. */
export function NodePicture({ own, peers }: { own: OwnNode; peers: Peer[] }) {
  // Two beside this one stand in a line with it, and one stands across from it: neither needs the height of a ring.
  const up = peers.length > 2 ? 118 : 0;
  const height = 2 * up + 110;
  const [cx, cy] = [peers.length === 1 ? (width - across) / 2 : width / 2, height / 2];
  const placed = peers.map((peer, index) => {
    const angle = (2 * Math.PI * index) / peers.length - (peers.length > 2 ? Math.PI / 2 : 0);
    return { peer, x: cx + across * Math.cos(angle), y: cy + up * Math.sin(angle) };
  });
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className="mx-auto hidden w-full max-w-3xl sm:block" aria-hidden="true">
      {placed.map(({ peer, x, y }) => (
        <g key={peer.id}>
          <line x1={cx} y1={cy} x2={x} y2={y} strokeWidth={2} className={lines[stateOf(peer)]} />
          {peer.status.perMinute > 0 && (
            <text
              x={cx + (x - cx) * 0.55}
              y={cy + (y - cy) * 0.55 - 7}
              textAnchor="middle"
              className={`${halo} fill-ink-soft text-[11px]`}
            >
              {formatCount(peer.status.perMinute)}/min
            </text>
          )}
        </g>
      ))}
      <circle cx={cx} cy={cy} r={30} className="fill-accent stroke-sheet" strokeWidth={3} />
      <text x={cx} y={cy + 48} textAnchor="middle" className={`${halo} fill-ink text-sm font-semibold`}>
        {short(own.name)}
      </text>
      {placed.map(({ peer, x, y }) => (
        <Link key={peer.id} to="/nodes/$id" params={{ id: peer.id }} tabIndex={-1} aria-hidden="true">
          <circle cx={x} cy={y} r={21} className="fill-sheet stroke-edge" strokeWidth={1.5} />
          <text x={x} y={y + 5} textAnchor="middle" className="fill-ink text-sm">
            {signs[stateOf(peer)]}
          </text>
          <text x={x} y={y < cy - 1 ? y - 28 : y + 38} textAnchor="middle" className={`${halo} fill-ink text-[13px]`}>
            {short(peer.name)}
          </text>
          <title>{`${peer.name}: ${stateName(peer)}`}</title>
        </Link>
      ))}
    </svg>
  );
}

function short(name: string): string {
  return name.length > 20 ? `${name.slice(0, 19)}…` : name;
}
