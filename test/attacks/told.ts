import type { Answer } from './send.ts';

/**
 * What an answer tells, as a text to compare: status, headers and body, but for what is new in every answer (the date,
 * the number of an error, the id of an export, how a cursor is encrypted) and for the id that was asked for.
 */
export function told({ status, headers, text }: Answer, id?: string): string {
  const { date: _, ...rest } = headers;
  const body = text
    .replace(/"error_id":"[0-9a-f-]{36}"/, '"error_id":"…"')
    .replace(/"id":"bundle--[0-9a-f-]{36}"/, '"id":"bundle--…"')
    .replace(/"next":"([\w-]+)"/g, (_all, next: string) => `"next":${next.length}`);
  return JSON.stringify({ status, rest, body: id === undefined ? body : body.replaceAll(id, '<the id>') });
}

/** Says where two tellings differ; undefined where they do not. */
export function difference(before: string, now: string): string | undefined {
  if (before === now) return undefined;
  const at = [...before].findIndex((character, index) => character !== now[index]);
  const around = (text: string): string => `…${text.slice(Math.max(0, at - 120), at + 120)}…`;
  return `${around(before)}\nagainst\n${around(now)}`;
}
