import { convertMispEvent, isStix20, mendedSpecVersion, upgradeStix20 } from '@entente/convert';
import { type JsonObject, LineSplitter, ObjectSplitter, type SplitItem, type SplitObject } from '@entente/stix';
import type { ImportSummaryCollector } from './import-summary.ts';

/** An event of MISP is one JSON value, and is converted as a whole. */
const largestMispEvent = 64 * 1024 * 1024;

/** What splits chunks into objects; see `ObjectSplitter`. */
export type Splitter = Pick<ObjectSplitter, 'push' | 'end'>;

/**
 * Splits STIX into objects, perhaps one on each line; those of STIX 2.0, and those whose version a server spoilt, come out
 * as STIX 2.1, with a note, and all others as they are.
 */
export function stixSplitter(objectBytes: number, isLines: boolean, summary: ImportSummaryCollector): Splitter {
  const limits = { maxObjectBytes: objectBytes };
  return converting(isLines ? new LineSplitter(limits) : new ObjectSplitter(limits), (item) => {
    const mended = mendedSpecVersion(item.value);
    if (mended !== undefined) {
      summary.note('spec_version said the type, as OpenTAXII 0.9.3 answers it; it is 2.1.');
      return [written(item, mended)];
    }
    if (!isStix20(item.value)) return [item];
    const { objects, notes } = upgradeStix20(item.value);
    for (const note of notes) summary.note(note);
    return objects.map((object) => written(item, object));
  });
}

/** Splits MISP's events, alone, in a list or one after the other, and converts each to STIX. */
export function mispSplitter(summary: ImportSummaryCollector): Splitter {
  return converting(new ObjectSplitter({ maxObjectBytes: largestMispEvent }), (item) => {
    const { objects, refused } = convertMispEvent(item.value);
    for (const { path, reason } of refused) {
      summary.refuse({ path, rule: 'not-convertible', section: '', message: reason });
    }
    return objects.map((object) => written(item, object));
  });
}

function converting(splitter: Splitter, convert: (item: SplitObject) => SplitItem[]): Splitter {
  const all = (items: SplitItem[]): SplitItem[] =>
    items.flatMap((item): SplitItem[] => (item.ok ? convert(item) : [item]));
  return { push: (chunk) => all(splitter.push(chunk)), end: () => all(splitter.end()) };
}

function written({ index }: SplitObject, value: JsonObject): SplitObject {
  return { ok: true, index, bytes: Buffer.from(JSON.stringify(value)), value };
}
