import { type Line, lineOf, opinions, type Point } from '@entente/positions';
import type { Viewer } from '../accounts/viewer.ts';
import type { Database } from '../database/open-database.ts';
import { sightOf, withinSight } from '../terms/nodes-only.ts';
import { lastOfVoice, type VoiceKey, voicesAsked } from './position-reader.ts';
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
  /** Keys of the voices of which there is anything to see: what is hidden costs nothing. `?2`: 1 for those with a stance. */
  keys: `SELECT v.terms, v.voice, v.mark FROM visible s CROSS JOIN voice_terms v ON v.terms = s.terms
    WHERE ${withinSight('?1')} AND v.voice & 1 >= ?2`,
  /** `?3`: keys of voices. */
  some: lastSaidOf(voicesAsked('?3')),
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
const readAtOnce = 500;

/**
 * Reads, in steps, of each voice on each claim the last statements with a stance until a day from narrow rows, contested
 * ones among them. What is written between the steps spoils it. `before` is what was read for another day, of the same
 * rows for a viewer of the same terms.
 */
export function createLastSaid(
  database: Database,
): (viewer: Viewer, day: string, before: LastSaidThen | undefined) => Generator<void, LastSaidThen> {
  const keysOf = arraysOf(database, lastSaidQueries.keys);
  const someOf = arraysOf(database, lastSaidQueries.some);
  const voiceOf = database.prepare(lastSaidQueries.voice);
  // Whose a number and mark are never changes: they are made of that.
  const voices = new Map<number, Map<number, Voice>>();
  // Few are different: where equal ones are the same text, pictures are grouped and compared without reading them.
  const texts = new Map<string, string>();
  database.onPurge(forget);

  function forget(): void {
    voices.clear();
    texts.clear();
  }

  function oneText(text: string): string {
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return known ?? text;
  }

  function voice(terms: number, number: number, mark: number): Voice {
    const known = voices.get(number)?.get(mark);
    if (known !== undefined) return known;
    const { claim, principal, speaker } = voiceOf.get(terms, number, mark) as Omit<Voice, 'number'>;
    const found = { number, claim: oneText(claim), principal: oneText(principal), speaker: oneText(speaker) };
    voices.set(number, (voices.get(number) ?? new Map<number, Voice>()).set(mark, found));
    return found;
  }

  function read(rows: readonly Row[], into: Map<Voice, Speech>): void {
    // In one go: each by itself would cost twice as much.
    const said = JSON.parse(`[${rows.map(([, , , last]) => `[${last ?? ''}]`).join()}]`) as (readonly Said[])[];
    let at = 0;
    for (const [terms, number, mark, , next] of rows) {
      const whose = voice(terms, number, mark);
      const last = (said[at] ?? []).map((each) => lastSaid(whose, oneText(each[0]), each));
      at += 1;
      const part = { mark, last, from: last[0]?.point.since ?? '', before: next ?? undefined };
      const parts = new Map(into.get(whose)?.parts).set(terms, part);
      into.set(whose, speechOf(whose, parts));
    }
  }

  /** What is another on that day. */
  function keysOfOthers(before: LastSaidThen, day: string): readonly VoiceKey[] {
    const others: VoiceKey[] = [];
    for (const { voice, parts } of before.values()) {
      for (const [terms, part] of parts) if (!isSame(part, day)) others.push([terms, voice.number, part.mark]);
    }
    return others;
  }

  return function* (viewer, day, before) {
    if (voices.size > mostVoices) forget();
    const sight = sightOf(viewer);
    const keys = before === undefined ? (keysOf.all(sight, 1) as unknown as VoiceKey[]) : keysOfOthers(before, day);
    const then = new Map(before);
    for (let from = 0; from < keys.length; from += readAtOnce) {
      yield;
      const few = JSON.stringify(keys.slice(from, from + readAtOnce));
      read(someOf.all(sight, day, few) as unknown as Row[], then);
    }
    return then;
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

function lastSaid({ claim, principal, speaker }: Voice, since: string, said: Said): LastSaid {
  const [, added, opinion, bits, recorded, id, report = null, holderName = null] = said;
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
