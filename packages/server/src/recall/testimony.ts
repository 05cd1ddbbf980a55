import { Message } from '@entente/exchange';
import type { Database } from '../database/open-database.ts';

/** How members put their names to what their nodes tell each other about recalls. */
export type Testimony = {
  /** What every message says besides. */
  readonly coalition: () => string;
  readonly node: () => string;
  /** A word for each, in their order, that stands by itself. */
  sign(messages: readonly Message[]): Promise<string[]>;
  /** Whether any key was revoked at all. */
  hasRevoked(): boolean;
  /** Whether a word stands under a key that was revoked since: then nobody takes it any more. */
  isRevoked(word: string): boolean;
  /** What a peer (its row) passed on, if the member in whose name it speaks said so. */
  open(word: string, peer: number): Promise<Message | undefined>;
};

const unknown = '00000000-0000-0000-0000-000000000000';

/** Without keys a node's word counts for the members that it hosts, as it does for what it delivers. */
export function createUnsignedTestimony(database: Database): Testimony {
  const hosts = database.prepare("SELECT 1 FROM peer_member WHERE peer = ? AND side = 'there' AND identity = ?");
  return {
    coalition: () => unknown,
    node: () => unknown,
    hasRevoked: () => false,
    isRevoked: () => false,
    sign: async (messages) => messages.map((message) => JSON.stringify(message)),
    async open(word, peer) {
      const read = Message.safeParse(parse(word));
      if (!read.success || hosts.get(peer, read.data.by) === undefined) return undefined;
      return read.data;
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
