import { type Hash, hashesIn } from '@entente/exchange';
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import type { Finding } from './finding.ts';
import { createRunningTree } from './running-tree.ts';
import { type NoteVerifier, signersOf } from './signed-note.ts';

/** A checkpoint that was kept from earlier, and perhaps the hashes of the leaves that it stood for. */
export type Kept = {
  /** Named in findings: a file, a date. */
  readonly name: string;
  readonly note: string;
  /** 32 bytes for each leaf; with them the first difference is found exactly. */
  readonly leaves?: Uint8Array;
};

/** Reads a log leaf by leaf, and tells at the end whether it goes on from what was kept of it. */
export type KeptCheck = {
  add(leaf: Hash): void;
  end(): { readonly size: number; readonly root: Hash; readonly findings: readonly Finding[] };
};

type Opened = Kept & Checkpoint & { atSize?: Hash; firstDifference?: number };

export function createKeptCheck(kept: readonly Kept[], verifier: NoteVerifier): KeptCheck {
  const tree = createRunningTree();
  const findings: Finding[] = [];
  const opened: Opened[] = [];
  for (const each of kept) {
    const checkpoint = openCheckpoint(each.note, verifier);
    const problem = checkpoint === undefined ? whyUnreadable(each.note, verifier) : whyNotItsLeaves(each, checkpoint);
    if (problem !== undefined) findings.push({ code: 'checkpoint-unreadable', message: `${each.name}: ${problem}` });
    else if (checkpoint !== undefined) opened.push({ ...each, ...checkpoint });
  }
  opened.sort((a, b) => a.size - b.size);
  const note = (): void => {
    for (const each of opened) if (each.size === tree.size) each.atSize = tree.root();
  };
  note();

  return {
    add(leaf) {
      for (const each of opened) {
        const before = each.leaves?.subarray(tree.size * 32, tree.size * 32 + 32);
        const isOther = before !== undefined && before.length === 32 && Buffer.compare(before, leaf) !== 0;
        if (isOther) each.firstDifference ??= tree.size;
      }
      tree.add(leaf);
      note();
    },
    end() {
      let sound = 0;
      for (const each of opened) {
        const { name, size, atSize, firstDifference } = each;
        if (firstDifference !== undefined) {
          const message = `epoch ${firstDifference} is another one than when ${name} was signed, at ${size} epochs`;
          findings.push({ code: 'forked', epoch: firstDifference, message });
        } else if (atSize === undefined) {
          const message = `the log ends at epoch ${tree.size - 1}; ${name} was signed when it had ${size}: epochs ${tree.size} to ${size - 1} are gone`;
          findings.push({ code: 'truncated', epoch: tree.size, message });
        } else if (Buffer.compare(atSize, each.root) === 0) {
          sound = size;
        } else {
          const message = `the log does not go on from ${name}, signed at ${size} epochs: something in epochs ${sound} to ${size - 1} was replaced`;
          findings.push({ code: 'forked', epoch: sound, message });
        }
      }
      return { size: tree.size, root: tree.root(), findings };
    },
  };
}

function whyUnreadable(note: string, { name }: NoteVerifier): string {
  const signers = signersOf(note);
  if (signers.length === 0) return 'this is no signed checkpoint';
  if (!signers.some((each) => each.name === name)) {
    return `it is of another log (${signers.map((each) => each.name).join(', ')}), not of ${name}`;
  }
  return `the signature is not one of the key of ${name}: the checkpoint was changed, or the log has another key now`;
}

function whyNotItsLeaves({ leaves }: Kept, { size, root }: Checkpoint): string | undefined {
  if (leaves === undefined) return undefined;
  const tree = createRunningTree();
  for (const leaf of hashesIn(leaves.subarray(0, size * 32))) tree.add(leaf);
  return tree.size === size && Buffer.compare(tree.root(), root) === 0
    ? undefined
    : 'the hashes kept beside it are not those that it was signed over';
}
