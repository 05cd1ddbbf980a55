import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const attack = new URL('../../shared/data/attack.ndjson.gz', import.meta.url);

/** Objects as exact bytes: those of ATT&CK where the corpus is there, generated ones like them else. */
export function corpus(): { readonly name: string; readonly objects: readonly Buffer[] } {
  if (!existsSync(attack)) return { name: 'generated', objects: [...generated(30_000)] };
  const bytes = gunzipSync(readFileSync(attack));
  const objects: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    if (end > start) objects.push(bytes.subarray(start, end));
    start = end + 1;
  }
  return { name: 'ATT&CK', objects };
}

const words =
  'border network fighter route transfer account vehicle village convoy camp cell leader broker courier'.split(' ');

/** Indicators of about 1.3 kB, the same for the same numbers, without any markings but those given. */
export function* generated(count: number, from = 0, markingsOf: (index: number) => readonly string[] = () => []) {
  for (let index = from; index < from + count; index += 1) {
    const markings = markingsOf(index);
    const object = {
      type: 'indicator',
      spec_version: '2.1',
      id: `indicator--${uuid(index)}`,
      created: '2019-02-06T12:00:00.000Z',
      modified: '2019-02-06T12:00:00.000Z',
      name: `Indicator ${index} of ${words[index % words.length]}`,
      description: Array.from({ length: 150 }, (_, place) => words[(index * 7 + place * place) % words.length]).join(
        ' ',
      ),
      pattern: `[ipv4-addr:value = '198.51.${(index >> 8) & 255}.${index & 255}']`,
      pattern_type: 'stix',
      valid_from: '2019-02-06T12:00:00Z',
      ...(markings.length > 0 ? { object_marking_refs: markings } : {}),
    };
    yield Buffer.from(JSON.stringify(object));
  }
}

/** A version 4 UUID made of a number, spread as random ones are. */
function uuid(index: number): string {
  const hex = createHash('sha1').update(String(index)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
