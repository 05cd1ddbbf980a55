import { createHash } from 'node:crypto';
import { compareTimestamps, formatMicroseconds, parseMicroseconds } from '@entente/stix';
import { PeerFailure } from '../peers/peer-failure.ts';
import type { ForeignPage, ForeignServer } from './foreign-server.ts';
import type { Position } from './taxii-feed.ts';

/** What one run takes from one server, which may be hostile or broken; the next run goes on from there. */
export type WalkLimits = { readonly pages: number; readonly bytes: number };
const walkLimits: WalkLimits = { pages: 200, bytes: 512 * 1024 * 1024 };

const usualPage = 1000;
const largestPage = 10_000;
/**
 * What a server takes in is dated when it begins, and seen when it is done: what is dated earlier may be seen later. So what
 * is this young at the end of a run (milliseconds) is asked for once more by the next, with what is so much (microseconds)
 * older.
 */
const young = 15 * 60_000;
const longestWrite = 60_000_000;
/** A `next` that a server forgets again and again leads nowhere. */
const mostExpired = 3;

/**
 * Reads a collection on from a position: by `next` where the server has it, else by date added (TAXII 2.1, section
 * 3.4). `take` stores a page together with the position that follows it. Servers differ: some know no `next`, some forget
 * it, some repeat a page, some say that there is more where there is not. Throws `PeerFailure`: `endless` where pages lead
 * nowhere. Resolves to false where there is more than one run takes.
 */
export async function walkPages(
  server: Pick<ForeignServer, 'page'>,
  from: Position,
  take: (page: ForeignPage, position: Position) => Promise<void>,
  signal: AbortSignal,
  now: () => string,
  limits: WalkLimits = walkLimits,
): Promise<boolean> {
  let position = from;
  let limit = usualPage;
  let expired = 0;
  let bytes = 0;
  const places = new Set<string>();
  const contents = new Set<string>();

  /** The same page smaller; a `next` may hold for the size that it was made for, so the way there is by date. */
  function restart(): void {
    position = withoutUndefined({ after: overlapping(position), newest: position.newest });
  }

  for (let pages = 0; pages < limits.pages && bytes < limits.bytes; ) {
    const { after, page: next } = position;
    let page: ForeignPage | 'expired';
    try {
      page = await server.page({ after, next, limit }, signal);
    } catch (error) {
      if (!(error instanceof PeerFailure) || error.code !== 'too-large' || limit === 1) throw error;
      limit = Math.max(1, limit >> 2);
      restart();
      continue;
    }
    pages += 1;
    if (page === 'expired') {
      expired += 1;
      if (expired > mostExpired) throw endless();
      restart();
      continue;
    }
    bytes += page.bytes;
    const newest = later(position.newest, page.last);
    const advances = newest !== undefined && newest !== position.newest;
    if (!page.more) {
      const done = withoutUndefined({ after: newest === undefined ? after : settled(newest, now()) });
      if (page.items.length > 0 || done.after !== from.after || from.page !== undefined) await take(page, done);
      return true;
    }
    const content = contentOf(page);
    const isFresh = page.items.length > 0 && !contents.has(content);
    contents.add(content);
    if (page.next !== undefined) {
      const place = `${after} ${page.next}`;
      if (places.has(place) || !(isFresh || advances)) throw endless();
      places.add(place);
      position = withoutUndefined({ after, page: page.next, newest });
    } else {
      if (newest === undefined) {
        await take(page, position);
        throw new PeerFailure('unexpected-answer', 'It says that there is more, and not how to ask for it.');
      }
      const reached = withoutUndefined({ after: overlapping({ newest }), newest });
      if (advances && reached.after !== after) position = reached;
      // All of the page is of one moment: more at once, else on from that moment.
      else if (limit < largestPage) limit = largestPage;
      else if (after !== newest) position = { after: newest, newest };
      else throw endless();
    }
    await take(page, position);
  }
  return false;
}

/**
 * The date to ask from so that nothing is missed that was added at the same moment as the newest: a millisecond earlier.
 * What comes twice is known.
 */
function overlapping({ newest, after }: Position): string | undefined {
  if (newest === undefined) return after;
  const at = parseMicroseconds(newest);
  return at === undefined ? newest : formatMicroseconds(at - 1000);
}

/** The date to go on from: up to there nothing comes any more. */
function settled(newest: string, now: string): string {
  const at = parseMicroseconds(newest);
  const isYoung = Date.parse(now) - Date.parse(newest) < young;
  return at === undefined || !isYoung ? newest : formatMicroseconds(at - longestWrite);
}

function later(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return compareTimestamps(other, one) > 0 ? other : one;
}

function contentOf({ items }: ForeignPage): string {
  const digest = createHash('sha256');
  for (const item of items) digest.update(item.ok ? item.bytes : item.rule).update('\n');
  return digest.digest('base64');
}

function endless(): PeerFailure {
  return new PeerFailure('endless', 'Its pages go on without getting anywhere.');
}

function withoutUndefined(position: { [name in keyof Position]: Position[name] | undefined }): Position {
  return Object.fromEntries(Object.entries(position).filter(([, value]) => value !== undefined));
}
