import type { Outcome } from '../objects/outcome.ts';

type Stored = Exclude<Outcome, { readonly state: 'refused' }>;

/** Tells who imports which of it nobody else gets, and what would change that: it is stored, and looks as if it were shared. */
export type OwnersAlone = {
  tell(outcome: Stored): void;
  notes(): string[];
};

export function createOwnersAlone(): OwnersAlone {
  const objectsBy = new Map<string, number>();
  return {
    tell({ id, closed = [] }) {
      for (const reason of closed) objectsBy.set(reason, (objectsBy.get(reason) ?? 0) + 1);
      // What waited for it does no longer.
      objectsBy.delete(`unresolved:${id}`);
    },
    notes: () => [...objectsBy].flatMap(([reason, objects]) => noteOn(reason, objects) ?? []),
  };
}

function noteOn(reason: string, objects: number): string | undefined {
  const colon = reason.indexOf(':');
  const [kind, what] = colon < 0 ? [reason, ''] : [reason.slice(0, colon), reason.slice(colon + 1)];
  const [say, stay] = objects === 1 ? ['1 object says', 'it stays'] : [`${objects} objects say`, 'they stay'];
  switch (kind) {
    case 'unmarked':
      return `${say} by no marking who may have it: ${stay} with the owner alone. A TLP level given with the import would release more, or what the collection says that no marking means.`;
    case 'unresolved':
      return `${say} who may have it by ${what}, which is not here: until it comes, ${stay} with the owner alone.`;
    case 'unknown-marking':
    case 'unreadable':
      return `${say} who may have it by ${what}, which cannot be read: ${stay} with the owner alone.`;
    default:
      return undefined;
  }
}
