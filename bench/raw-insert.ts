import { join } from 'node:path';
import { openDatabase } from '@entente/server';
import { type JsonObject, referencesOf } from '@entente/stix';
import { scratchFolder } from './coalition.ts';

/**
 * The physical limit of ingest: parse each object and insert the same rows under the same indexes, in batches, durably,
 * with nothing decided about them. Objects a second; with the text index, and without.
 */
export function rawInsert(objects: readonly Buffer[], withText: boolean): number {
  using folder = scratchFolder();
  using database = openDatabase(join(folder.path, 'raw.db'));
  const body = database.prepare('INSERT INTO body (bytes) VALUES (?)');
  const version = database.prepare(
    "INSERT INTO version (owner, id, modified, stamp, created_by_owner, terms, body) VALUES (1, ?, ?, '', 0, 1, ?)",
  );
  const placement = database.prepare(
    'INSERT INTO placement (added, collection, terms, version, body, object_type, flags) VALUES (?, 1, 1, ?, ?, 1, 5)',
  );
  const reference = database.prepare('INSERT INTO reference_recent (version, targets) VALUES (?, ?)');
  const search = database.prepare("INSERT INTO search (rowid, title, text, facets) VALUES (?, ?, ?, 't1 k1')");
  // Eight bytes for each object that one names.
  const targets = objects.map((bytes) =>
    Buffer.alloc(8 * referencesOf(JSON.parse(bytes.toString()) as JsonObject).length),
  );
  const started = performance.now();
  for (let start = 0; start < objects.length; start += 500) {
    database.transaction(() => {
      for (const [place, bytes] of objects.slice(start, start + 500).entries()) {
        const number = start + place + 1;
        const object = JSON.parse(bytes.toString());
        body.run(bytes);
        version.run(object.id, object.modified ?? object.created ?? '', number);
        reference.run(number, targets[number - 1] ?? null);
        placement.run(number, number, number);
        if (withText) search.run(number, object.name ?? '', object.description ?? '');
      }
    });
  }
  return (objects.length / (performance.now() - started)) * 1000;
}
