import { randomUUID } from 'node:crypto';
import { type ReleaseMarking, releaseExtensionId, writeReleaseMarking } from '@entente/release';
import { canonicalize, type JsonObject } from '@entente/stix';
import type { Database } from '../database/open-database.ts';
import type { MarkingStore } from './marking-store.ts';

/** Who writes a marking: its owner, or `writtenBy` for it (`writerFor`). */
type Author = {
  readonly owner: number;
  readonly identity: string;
  readonly writtenBy?: number | undefined;
  readonly now: string;
};

/**
 * The release markings of owners. One that says the same as an earlier one of the same writer is that one: were it
 * another's, its id would tell to whom he releases what carries it.
 */
export type ReleaseMarkings = {
  /** The definition that says this; made, and not stored, where the owner has none yet. Lists hold identities. */
  saying(marking: ReleaseMarking, author: Author): JsonObject;
};

export function createReleaseMarkings(database: Database, markings: MarkingStore): ReleaseMarkings {
  const stored = database.prepare(
    `SELECT b.bytes FROM version v JOIN body b ON b.body = v.body
     WHERE v.id >= 'marking-definition--' AND v.id < 'marking-definition-.' AND v.owner = ?
       AND v.written_by IS ? ORDER BY v.version`,
  );
  const known = new Map<string, { readonly generation: number; readonly said: ReadonlyMap<string, JsonObject> }>();

  function saidBy({ owner, identity, writtenBy }: Author): ReadonlyMap<string, JsonObject> {
    const { generation } = markings;
    const key = `${owner} ${writtenBy}`;
    const remembered = known.get(key);
    if (remembered?.generation === generation) return remembered.said;
    const said = new Map<string, JsonObject>();
    for (const { bytes } of stored.iterate(owner, writtenBy ?? null)) {
      const definition = JSON.parse(Buffer.from(bytes as Uint8Array).toString()) as JsonObject;
      const says = keyOf(definition);
      // What it says is read from the newest text of its id, which another that came in may have changed.
      const isSame = keyOf(markings.lookup(owner, String(definition.id)) ?? {}) === says;
      if (says !== undefined && isSame && definition.created_by_ref === identity && !said.has(says)) {
        said.set(says, definition);
      }
    }
    known.set(key, { generation, said });
    return said;
  }

  return {
    saying({ to, not, handling }, author) {
      const definition = writeReleaseMarking(
        {
          ...(to === undefined ? {} : { to: [...new Set(to)].sort() }),
          ...(not === undefined ? {} : { not: [...new Set(not)].sort() }),
          ...(handling === undefined ? {} : { handling }),
        },
        { id: `marking-definition--${randomUUID()}`, created: author.now, createdBy: author.identity },
      );
      return saidBy(author).get(keyOf(definition) ?? '') ?? definition;
    },
  };
}

/** What a release marking says, in one way of writing it; undefined for a marking that says anything else as well. */
function keyOf({ extensions, definition_type, name, revoked }: JsonObject): string | undefined {
  if (typeof extensions !== 'object' || extensions === null || Array.isArray(extensions)) return undefined;
  const { [releaseExtensionId]: release, ...others } = extensions as JsonObject;
  const isPlain = [definition_type, name, revoked].every((each) => each === undefined);
  if (release === undefined || Object.keys(others).length > 0 || !isPlain) return undefined;
  return canonicalize(release);
}
