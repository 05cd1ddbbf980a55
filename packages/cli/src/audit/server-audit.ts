import { createKeptCheck, type Finding, openCheckpoint, parseVerifier, verifyEntryProof } from '@entente/server';
import type {
  AuditCheckpoint,
  AuditEntries,
  AuditEntry,
  AuditEntryProof,
  AuditEpochs,
} from '@entente/server/api-types';
import { createApiClient } from '../connection/api-client.ts';
import { Failure } from '../failure.ts';
import type { AuditSource, EntryQuery } from './audit-source.ts';

/** The log of a running server, as far as the token may read; what it says of itself is not believed but checked. */
export function openServerAudit(url: string, token: string): AuditSource {
  const api = createApiClient(url, token);
  const checkpoint = () => api.get<AuditCheckpoint>('/audit/checkpoint');

  function queryOf({ kinds, ...filter }: EntryQuery, more: Record<string, string>): string {
    const given = Object.entries(filter).filter((pair): pair is [string, string] => pair[1] !== undefined);
    return String(
      new URLSearchParams([...given, ...Object.entries({ ...more, ...(kinds && { kind: kinds.join() }) })]),
    );
  }

  async function* leaves(from: number, size: number): AsyncIterable<Uint8Array> {
    for (let next = from; next < size; ) {
      const { hashes } = await api.get<AuditEpochs>(`/audit/epochs?from=${next}`);
      if (hashes.length === 0) return;
      for (const each of hashes.slice(0, size - next)) yield Buffer.from(each, 'base64');
      next += hashes.length;
    }
  }

  async function* allEntries(filter: EntryQuery): AsyncIterable<AuditEntry> {
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const more = { limit: '500', ...(cursor === '' ? {} : { cursor }) };
      const page: AuditEntries = await api.get<AuditEntries>(`/audit/entries?${queryOf(filter, more)}`);
      yield* page.entries;
      cursor = page.next;
    }
  }

  return {
    checkpoint,
    leaves,
    allEntries,
    entries: (filter, limit) => api.get<AuditEntries>(`/audit/entries?${queryOf(filter, { limit: String(limit) })}`),
    async verify(kept, { hasEntries, key }) {
      const now = await checkpoint();
      const verifier = parseVerifier(key ?? now.key);
      if (verifier === undefined) throw new Failure(`${key ?? now.key} is no key of a log`);
      const said = openCheckpoint(now.note, verifier);
      if (said === undefined) {
        throw new Failure(
          'the server’s checkpoint is not signed by the key that the log must have',
          `It names ${now.key}.`,
        );
      }
      const check = createKeptCheck(kept, verifier);
      for await (const leaf of leaves(0, said.size)) check.add(leaf);
      const { size, root, findings } = check.end();
      const found: Finding[] = [...findings];
      if (size !== said.size || Buffer.compare(root, said.root) !== 0) {
        const message = `the server signs ${said.size} epochs, but gives out hashes of ${size} that make another tree`;
        found.push({ code: 'tree-changed', message });
      }
      let [entries, open] = [0, 0];
      for await (const entry of hasEntries ? allEntries({}) : []) {
        entries += 1;
        if (!entry.sealed) open += 1;
        else if (!(await isProven(entry.id))) {
          const message = `entry ${entry.id} is shown, but not proven to be in the log`;
          found.push({ code: 'entry-added', entries: [entry.id], message });
        }
      }
      return { epochs: said.size, entries, open, findings: found };

      async function isProven(id: string): Promise<boolean> {
        if (verifier === undefined) return false;
        const proof = await api.get<AuditEntryProof>(`/audit/proof/inclusion?entry=${encodeURIComponent(id)}`);
        const named = (JSON.parse(proof.entry) as { id?: unknown }).id;
        return named === id && verifyEntryProof(proof, verifier) !== undefined;
      }
    },
    [Symbol.dispose]() {},
  };
}
