import { keyId, type RosterDocument, type RosterFile, signRoster } from '@entente/exchange';
import type { KeyStore } from '../signing/key-store.ts';
import type { RosterContent } from './roster-of-members.ts';
import type { HeldRoster } from './roster-store.ts';

/** Writing and signing the version that follows, with the keys that are held here. */
export type NextVersion = {
  /** The document that has this content, unsigned; the first where there is none before. */
  following(previous: HeldRoster | undefined, content: RosterContent): RosterDocument;
  /** Ids of the administrators' keys of a roster that are held here. */
  adminKeys(document: RosterDocument): string[];
  /** Whether those are enough to change it: then nobody else is asked. */
  maySignAlone(document: RosterDocument | undefined): boolean;
  /** Adds the signatures of these keys, by their ids. */
  signed(document: RosterDocument, signatures: readonly string[], keys: readonly string[]): Promise<RosterFile>;
};

const yearMilliseconds = 365 * 86_400_000;

export function createNextVersion(keyStore: KeyStore, now: () => string): NextVersion {
  function adminKeys(document: RosterDocument): string[] {
    const held = new Set(keyStore.of('admin').map(({ id }) => id));
    return document.admins.map(({ key }) => keyId(key)).filter((id) => held.has(id));
  }

  return {
    adminKeys,
    maySignAlone: (document) => document === undefined || adminKeys(document).length >= document.threshold,
    following(previous, content) {
      const issued = now();
      return {
        format: 'entente-roster/1',
        ...content,
        version: (previous?.file.roster.version ?? 0) + 1,
        issued,
        expires: new Date(Date.parse(issued) + yearMilliseconds).toISOString(),
        previous: previous?.hash ?? null,
      };
    },
    async signed(document, signatures, keys) {
      const added: string[] = [];
      for (const id of keys) {
        const key = keyStore.privateKey(id);
        if (key !== undefined) added.push(await signRoster(document, key, now()));
      }
      return { roster: document, signatures: [...new Set([...signatures, ...added])] };
    },
  };
}
