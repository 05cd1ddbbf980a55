import type { Hash } from '@entente/exchange';
import { type NoteSigner, type NoteVerifier, openNote, signNote } from './signed-note.ts';

/** What a node says of its log at one moment (c2sp.org/tlog-checkpoint). */
export type Checkpoint = {
  /** Names the log: the name of its key. */
  readonly origin: string;
  /** How many epochs the log has. */
  readonly size: number;
  readonly root: Hash;
};

/** The text of a checkpoint (C2SP tlog-checkpoint) as a signed note. */
export function signCheckpoint({ origin, size, root }: Checkpoint, signer: NoteSigner): string {
  return signNote(`${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`, signer);
}

/** What a note says, where this key signed it and it is a checkpoint of that key's log. */
export function openCheckpoint(note: string, verifier: NoteVerifier): Checkpoint | undefined {
  const text = openNote(note, verifier);
  if (text === undefined) return undefined;
  // Further lines are extensions, which nothing here depends on.
  const [origin, size = '', encoded = ''] = text.split('\n');
  const root = Buffer.from(encoded, 'base64');
  const isOurs = origin === verifier.name && /^(0|[1-9]\d{0,14})$/.test(size) && root.length === 32;
  return isOurs ? { origin, size: Number(size), root } : undefined;
}
