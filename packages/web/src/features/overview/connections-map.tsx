import type { Picture } from '@entente/server/api-types';
import { Link, linkOptions } from '@tanstack/react-router';
import { plainText } from '../../lib/hostile-text.ts';
import { type MapMark, MarkedMap } from '../../ui/map/marked-map.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { plainWords } from '../commitments/words.ts';
import { betweenEuropeAndAsia } from './between-europe-and-asia.ts';
import { type Spot, usePlaceFinder } from './use-place-finder.ts';

type Connection = Picture['connections'][number];

/** So many are told in words. */
const listed = 12;

/** Who contributes where (whole lines to squares) and with whom (dotted lines between members), and in words below. */
export function ConnectionsMap({ connections }: { connections: Picture['connections'] }) {
  const find = usePlaceFinder();
  if (connections.length === 0) {
    return <p className="text-sm text-ink-soft">No commitments with a place or a counterpart stood by then.</p>;
  }
  const drawn = connections.flatMap((connection) => {
    const { member, place, counterpart } = connection;
    const from = find.member(member.id);
    const to = place === undefined ? counterpart && find.member(counterpart.id) : find.place(place);
    return from && to ? [{ connection, from, to, isPartner: place === undefined }] : [];
  });
  return (
    <div className="space-y-3">
      <MarkedMap label={`${drawn.length} connections on the map`} marks={endsOf(drawn)} initial={betweenEuropeAndAsia}>
        {drawn.map(({ connection, from, to, isPartner }) => (
          <path
            key={keyOf(connection)}
            d={arc(from, to, isPartner)}
            className="link-line"
            data-partner={isPartner}
            strokeWidth={Math.min(5, 1 + Math.log2(connection.commitments))}
          >
            <title>{plainText(words(connection))}</title>
          </path>
        ))}
      </MarkedMap>
      <Legend />
      <ul className="space-y-1 text-sm">
        {connections.slice(0, listed).map((connection) => (
          <li key={keyOf(connection)} className="flex justify-between gap-3">
            <Link
              to="/commitments"
              search={{
                member: connection.member.id,
                ...(connection.place === undefined ? {} : { place: connection.place }),
              }}
              className="min-w-0 hover:underline"
            >
              <SafeText>{words(connection)}</SafeText>
            </Link>
            <span className="tabular shrink-0 text-xs text-ink-soft">{connection.commitments}</span>
          </li>
        ))}
      </ul>
      {connections.length > listed && (
        <p className="text-xs text-ink-soft">and {connections.length - listed} more, all of them in the ledger</p>
      )}
    </div>
  );
}

interface Drawn {
  connection: Connection;
  from: Spot;
  to: Spot;
}

/** Members as circles and places as squares, each once, with all that begins or ends there. */
function endsOf(drawn: readonly Drawn[]): MapMark[] {
  const ends = new Map<string, MapMark>();
  const put = (key: string, { x, y }: Spot, mark: Pick<MapMark, 'label' | 'link' | 'glyph'>, said: string): void => {
    const known = ends.get(key);
    ends.set(key, { key, x, y, ...mark, label: known ? `${known.label}; ${said}` : `${mark.label}: ${said}` });
  };
  const putMember = ({ id, name }: Connection['member'], at: Spot, said: string): void =>
    put(
      id,
      at,
      {
        label: plainText(name),
        link: linkOptions({ to: '/members/$id', params: { id } }),
        glyph: <circle r={4} className="link-member" />,
      },
      said,
    );
  for (const { connection, from, to } of drawn) {
    const { member, place, counterpart, kinds } = connection;
    const what = kinds.map(plainWords).join(', ');
    putMember(member, from, plainText(`${what} ${place === undefined ? `with ${counterpart?.name}` : `in ${place}`}`));
    if (counterpart !== undefined) putMember(counterpart, to, plainText(`${what} of ${member.name}`));
    if (place === undefined) continue;
    const glyph = <rect x={-5} y={-5} width={10} height={10} className="link-place" />;
    const link = linkOptions({ to: '/commitments', search: { place } });
    put(`place ${place}`, to, { label: plainText(place), link, glyph }, plainText(`${what} of ${member.name}`));
  }
  return [...ends.values()];
}

function Legend() {
  return (
    <ul aria-label="What the lines mean" className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft">
      <li className="inline-flex items-center gap-1.5">
        <svg viewBox="0 0 34 10" aria-hidden="true" className="h-2.5 w-8.5">
          <path d="M5 5H28" className="link-line" strokeWidth={2} />
          <circle cx={5} cy={5} r={3} className="link-member" />
          <rect x={24} y={1} width={8} height={8} className="link-place" />
        </svg>
        a member contributes in a place
      </li>
      <li className="inline-flex items-center gap-1.5">
        <svg viewBox="0 0 34 10" aria-hidden="true" className="h-2.5 w-8.5">
          <path d="M5 5H29" className="link-line" data-partner="true" strokeWidth={2} />
          <circle cx={5} cy={5} r={3} className="link-member" />
          <circle cx={29} cy={5} r={3} className="link-member" />
        </svg>
        with another member
      </li>
      <li>the thicker, the more commitments</li>
    </ul>
  );
}

function keyOf({ member, place, counterpart }: Connection): string {
  return JSON.stringify([member.id, place, counterpart?.id]);
}

function words({ member, place, counterpart, kinds }: Connection): string {
  const where = place === undefined ? `with ${counterpart?.name}` : `in ${place}`;
  return `${member.name} ${where}: ${kinds.map(plainWords).join(', ')}`;
}

/** Lines to places bend up and those between members down, so that the two never lie on each other. */
function arc(from: Spot, to: Spot, isPartner: boolean): string {
  const bend = Math.hypot(to.x - from.x, to.y - from.y) * (isPartner ? 0.15 : -0.15);
  return `M${from.x} ${from.y}Q${(from.x + to.x) / 2} ${(from.y + to.y) / 2 + bend} ${to.x} ${to.y}`;
}
