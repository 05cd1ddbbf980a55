import type { Random } from './random.ts';
import type { SentObject } from './workload.ts';

/** What a lying node may know of others: what they said, and what they took back. */
export type Gossip = {
  /** Identity of the member whose node lies. */
  readonly own: string;
  readonly others: readonly string[];
  readonly said: () => readonly SentObject[];
  readonly recalled: () => readonly SentObject[];
};

/** Answers a page of objects as a lying node would: with each object twice, and lies among them. */
export type Liar = ((page: string) => string) & {
  /** How many objects it has sent twice, and how many lies it has told. */
  readonly told: { twice: number; lies: number };
};

type Note = { readonly owner: string; readonly reach: 'coalition' | 'member'; readonly tlp: 'green' };
/** As they came with the page: a liar has no keys but its own, and reuses what it has. */
type Proofs = { batches: object[]; terms: object[]; of: (unknown[] | null)[] };
type Page = {
  objects?: object[];
  x_entente_delivery?: { notes: object[]; of: number[]; proofs?: Proofs };
};

const green = 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb';

export function createLiar({ own, others, said, recalled }: Gossip, random: Random): Liar {
  function uuid(): string {
    const hex = (length: number): string => Array.from({ length }, () => random.below(16).toString(16)).join('');
    return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
  }

  /** A text that nobody ever said. */
  const untrue = (): string => `secret ${uuid()}`;

  function invented(creator: string): object {
    return {
      type: 'note',
      spec_version: '2.1',
      id: `note--${uuid()}`,
      created: '2026-01-01T00:00:00.000Z',
      modified: '2026-01-01T00:00:00.000Z',
      created_by_ref: creator,
      content: untrue(),
      object_refs: [creator],
      object_marking_refs: [green],
    };
  }

  /** Something in another's name, said to be its own or the liar's, for everybody or for the one that asks. */
  function lies(): (readonly [object, Note])[] {
    const victim = random.pick(others);
    const some: object[] = [invented(victim), ...recalled().slice(-3)];
    const [known] = random.some(said(), 1);
    if (known !== undefined) {
      some.push({ ...known, content: untrue() });
      some.push({ ...known, content: untrue(), modified: '2027-01-01T00:00:00.000Z', object_marking_refs: [green] });
    }
    return some.map((lie) => {
      const { created_by_ref: creator } = lie as { created_by_ref: string };
      const reach = random.pick(['coalition', 'member'] as const);
      return [lie, { owner: random.pick([own, creator]), reach, tlp: 'green' }];
    });
  }

  const told = { twice: 0, lies: 0 };
  const answer = (text: string): string => {
    const page = JSON.parse(text) as Page;
    const { notes, of, proofs } = page.x_entente_delivery ?? { notes: [], of: [] };
    const objects = [...(page.objects ?? []), ...(page.objects ?? [])];
    const twice = [...of, ...of];
    const genuine = proofs?.of ?? [];
    const proved = [...genuine, ...genuine];
    told.twice += of.length;
    for (const [lie, note] of lies()) {
      told.lies += 1;
      objects.push(lie);
      twice.push(notes.push(note) - 1);
      proved.push(genuine.length === 0 ? null : random.pick([null, random.pick(genuine)]));
    }
    return JSON.stringify({
      ...page,
      objects,
      x_entente_delivery: { notes, of: twice, proofs: { batches: [], terms: [], ...proofs, of: proved } },
    });
  };
  return Object.assign(answer, { told });
}
