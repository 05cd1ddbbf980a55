import type { PositionLine, PositionPoint } from '@entente/server/api-types';
import { degrees } from './stance.ts';

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface PlacedLine {
  line: PositionLine;
  /** SVG path: steps from point to point, on to the day that is looked at. */
  path: string;
  points: { point: PositionPoint; x: number; y: number }[];
}

const dayMilliseconds = 86_400_000;
const monthOnly = new Intl.DateTimeFormat('en-GB', { month: 'short', year: '2-digit', timeZone: 'UTC' });
const dayOnly = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/**
 * Where the points of lines are in a picture of time by scale. Lines on the same level lie beside each other, so that
 * none hides another; who declined lies in the middle.
 */
export function placeLines(lines: readonly PositionLine[], day: string, { left, right, top, bottom }: Box) {
  const end = Date.parse(day);
  const times = lines.flatMap(({ points }) => points.map(({ since }) => Date.parse(since)));
  const last = Math.max(...times, 0);
  // What was all said long ago is drawn as long as it went on, and not as one edge of years without anything.
  const until = times.length > 0 && end - last > 60 * dayMilliseconds ? last + 14 * dayMilliseconds : end;
  const first = Math.min(...times, until - 7 * dayMilliseconds);
  const span = Math.max(until - first, dayMilliseconds);
  const xAt = (time: number) => left + 8 + ((Math.min(time, until) - first) / span) * (right - left - 16);
  const levelAt = (degree: number) => top + ((2 - degree) / 4) * (bottom - top);
  const spread = Math.min(5, 22 / Math.max(lines.length, 1));
  const placed = lines.map((line, place): PlacedLine => {
    const offset = (place - (lines.length - 1) / 2) * spread;
    const points = line.points.map((point) => ({
      point,
      x: xAt(Date.parse(point.since)),
      y: levelAt(point.answer === 'declined' ? 0 : degrees[point.opinion]) + offset,
    }));
    const path = points.map(({ x, y }, at) => (at === 0 ? `M${x} ${y}` : `H${x}V${y}`)).join('');
    const finish = line.points.at(-1)?.until;
    return { line, path: `${path}H${xAt(finish === undefined ? until : Date.parse(finish))}`, points };
  });
  const steps = right - left > 480 ? 4 : 2;
  const ticks = Array.from({ length: steps + 1 }, (_, place) => {
    const time = first + (span * place) / steps;
    const format = span > 200 * dayMilliseconds ? monthOnly : dayOnly;
    return { x: xAt(time), label: format.format(new Date(time)) };
  });
  return { placed, ticks: ticks.filter((tick, at) => tick.label !== ticks[at - 1]?.label), levelAt };
}
