import { type Line, lineOf, opinions, type Point } from '@entente/positions';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { sightOf, withinSight } from '../terms/nodes-only.ts';
import { lastOfVoice } from './position-reader.ts';
import { traits } from './statement-projection.ts';

/** Who speaks for whom on which claim. */
export type Voice = {
  /** See `statement-projection`. */
  readonly number: number;
  readonly claim: string;
  readonly principal: string;
  readonly speaker: string;
};

/** A narrow row of a statement, as the query answers it; the last two only where there are any. */
type Said = readonly [
  said: string,
  added: number,
  opinion: number,
  bits: number,
  recorded: string,
  statement: string,
  report?: number | null,
  speakerName?: string | null,
];

/** A point, and under which date added the viewer has it. */
export type Dated = { readonly point: Point; readonly added: number };
export type LastSaid = Dated & {
  /** See `reportNumber`. */
  readonly report: number | undefined;
  readonly contested: boolean;
  /** See `givesEvidence`. */
  readonly evidence: boolean;
};

/** What a voice said last as of a day. */
export type Speech = {
  readonly voice: Voice;
  /** Newest first. */
  readonly last: readonly LastSaid[];
  /** Whether any of it is contested. */
  readonly contested: boolean;
  /** The line of nothing else. */
  readonly line: Line | undefined;
  /** By the terms under which it said anything, ever. */
  readonly parts: ReadonlyMap<number, Part>;
};
/** The same from one day until before another; without an end, for ever. */
type Part = {
  readonly mark: number;
  readonly last: readonly LastSaid[];
  readonly from: string;
  readonly before: string | undefined;
};

/** What every voice said last as of a day. A speech that is the same on another day is the same object. */
export type LastSaidThen = ReadonlyMap<Voice, Speech>;

const lastSaidOf = (voices: string): string => `SELECT v.terms, v.voice, v.mark, (SELECT group_concat(one) FROM (
    SELECT CASE WHEN n.report IS NULL AND n.speaker_name IS NULL
      THEN json_array(n.said, n.added, n.opinion, n.traits, n.recorded, n.statement)
      ELSE json_array(n.said, n.added, n.opinion, n.traits, n.recorded, n.statement, n.report, n.speaker_name) END AS one
    FROM voice_said n WHERE n.terms = v.terms AND n.voice = v.voice AND n.mark = v.mark AND n.said <= ?2
    ORDER BY n.said DESC, n.added DESC LIMIT ${lastOfVoice})) AS last,
    (SELECT n.said FROM voice_said n WHERE n.terms = v.terms AND n.voice = v.voice AND n.mark = v.mark AND n.said > ?2
    ORDER BY n.said LIMIT 1) AS next
  FROM ${voices} WHERE ${withinSight('?1')}`;

/** Exported for the test of their plans: under each of the terms of a voice, its last statements until the day `?2`. */
export const lastSaidQueries = {
  all: lastSaidOf('visible s CROSS JOIN voice_terms v ON v.terms = s.terms AND v.voice & 1'),
  /** `?3`: lists of terms, voice and mark. */
  some: lastSaidOf(`json_each(?3) e CROSS JOIN voice_terms v
    ON v.terms = e.value ->> 0 AND v.voice = e.value ->> 1 AND v.mark = e.value ->> 2
    CROSS JOIN visible s ON s.terms = v.terms`),
  /** Voices (some of them twice) of which one of the last `?3` statements without a stance gives evidence. */
  evidence: `SELECT v.voice FROM visible s CROSS JOIN voice_terms v ON v.terms = s.terms AND v.voice & 1 = 0
    WHERE ${withinSight('?1')} AND EXISTS (SELECT 1 FROM (
      SELECT n.traits FROM voice_said n WHERE n.terms = v.terms AND n.voice = v.voice AND n.mark = v.mark AND n.said <= ?2
      ORDER BY n.said DESC, n.added DESC LIMIT ?3) AS one WHERE one.traits & ${traits.evidence})`,
  voice: 'SELECT claim, principal, speaker FROM voice_terms v WHERE terms = ?1 AND voice = ?2 AND mark = ?3',
};
type Row = readonly [terms: number, voice: number, mark: number, last: string | null, next: string | null];

/** So many voices are remembered. */
const mostVoices = 50_000;
/** Where more than this share of all speeches is another, all are read: that is no more work. */
const mostFollowed = 0.5;

/**
 * Reads of each voice on each claim the last statements with a stance until a day from narrow rows, contested ones among
 * them. `before` is what was read for another day, of the same rows for a viewer of the same terms.
 */
export function createLastSaid(
  database: Database,
): (viewer: Viewer, day: string, before: LastSaidThen | undefined) => LastSaidThen {
  const allOf = arraysOf(database, lastSaidQueries.all);
  const someOf = arraysOf(database, lastSaidQueries.some);
  const voiceOf = database.prepare(lastSaidQueries.voice);
  // Whose a number and mark are never changes: they are made of that.
  const voices = new Map<number, Map<number, Voice>>();
  database.onPurge(() => voices.clear());

  function voice(terms: number, number: number, mark: number): Voice {
    const known = voices.get(number)?.get(mark);
    if (known !== undefined) return known;
    const { claim, principal, speaker } = voiceOf.get(terms, number, mark) as Omit<Voice, 'number'>;
    const found = { number, claim, principal, speaker };
    voices.set(number, (voices.get(number) ?? new Map<number, Voice>()).set(mark, found));
    return found;
  }

  function read(rows: readonly Row[], into: Map<Voice, Speech>): LastSaidThen {
    // In one go: each by itself would cost twice as much.
    const texts = JSON.parse(`[${rows.map(([, , , last]) => `[${last ?? ''}]`).join()}]`) as (readonly Said[])[];
    let at = 0;
    for (const [terms, number, mark, , next] of rows) {
      const whose = voice(terms, number, mark);
      const last = (texts[at] ?? []).map((each) => lastSaid(whose, each));
      at += 1;
      const part = { mark, last, from: last[0]?.point.since ?? '', before: next ?? undefined };
      const parts = new Map(into.get(whose)?.parts).set(terms, part);
      into.set(whose, speechOf(whose, parts));
    }
    return into;
  }

  return (viewer, day, before) => {
    if (voices.size > mostVoices) voices.clear();
    const others = [...(before?.values() ?? [])].flatMap(({ voice: { number }, parts }) =>
      [...parts].flatMap(([terms, part]) => (isSame(part, day) ? [] : [[terms, number, part.mark]])),
    );
    if (before === undefined || others.length > before.size * mostFollowed) {
      return read(allOf.all(sightOf(viewer), day) as unknown as Row[], new Map());
    }
    return read(someOf.all(sightOf(viewer), day, JSON.stringify(others)) as unknown as Row[], new Map(before));
  };
}

/** A statement of its own: `database.prepare` shares them, and rows as arrays would surprise the others. */
function arraysOf(database: Database, sql: string) {
  const statement = database.connection.prepare(sql);
  statement.setReturnArrays(true);
  return statement;
}

function isSame({ from, before }: Part, day: string): boolean {
  return from <= day && (before === undefined || day < before);
}

function speechOf(voice: Voice, parts: ReadonlyMap<number, Part>): Speech {
  const all = [...parts.values()].flatMap((part) => part.last);
  const last = parts.size === 1 ? all : all.sort(newestFirst).slice(0, lastOfVoice);
  return {
    voice,
    last,
    contested: last.some((each) => each.contested),
    line: lineOf(last.map(({ point }) => point)),
    parts,
  };
}

function newestFirst(a: LastSaid, b: LastSaid): number {
  if (a.point.since !== b.point.since) return a.point.since < b.point.since ? 1 : -1;
  return b.added - a.added;
}

function lastSaid({ claim, principal, speaker }: Voice, said: Said): LastSaid {
  const [since, added, opinion, bits, recorded, id, report = null, holderName = null] = said;
  const point: Point = {
    id,
    from: 'statement',
    claim,
    holder: speaker,
    principal,
    answer: 'opinion',
    opinion: opinions[opinion] ?? 'neutral',
    since,
    basis: [id],
    isOwnWord: (bits & traits.ownWord) !== 0,
    recorded,
    ...((bits & traits.clarifies) === 0 ? {} : { kind: 'clarified' }),
    ...(holderName === null ? {} : { holderName }),
  };
  return {
    point,
    added,
    report: report ?? undefined,
    contested: (bits & traits.contested) !== 0,
    evidence: (bits & traits.evidence) !== 0,
  };
}
