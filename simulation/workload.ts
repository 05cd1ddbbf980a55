import { writeReleaseMarking } from '@entente/release';
import { tlpMarkings } from '@entente/stix';
import type { Participant } from './coalition.ts';
import type { Item, ItemTerms } from './item.ts';
import type { Membership } from './membership.ts';
import type { Random } from './random.ts';
import type { Ways } from './ways.ts';

/** What the members do: each act is one request at one node, and is remembered when it was acknowledged. */
export type Workload = {
  /** An object as it was sent, by the text of its version. */
  sent(text: string): SentObject | undefined;
  /** A new object; undefined where it was not acknowledged. */
  publish(): Promise<Item | undefined>;
  /** A new object that is to be purged everywhere at that moment (milliseconds since 1970). */
  publishUntil(expires: number): Promise<Item | undefined>;
  /** A later version of some object, with terms of its own. */
  remark(): Promise<boolean>;
  recall(): Promise<boolean>;
  /** Some member leaves, or comes back, as `Membership` says; undefined where none can. */
  change(
    kind: 'leaveWatched' | 'leaveServing' | 'leave' | 'comeBack' | 'comeBackForOthers',
  ): Promise<boolean | undefined>;
  /** Asks again for what was not acknowledged. False where some of it still is not. */
  askAgain(): Promise<boolean>;
};

/** STIX as it goes over the wire; `object_marking_refs` are of markings sent before it. */
export type SentObject = { readonly id: string; readonly modified: string; readonly content: string };

/** Whether it is done; 'later' where its author has left, who says nothing any more unless he comes back. */
type Act = () => Promise<boolean | 'later'>;

export function createWorkload(
  participants: readonly Participant[],
  items: Map<string, Item>,
  membership: Membership,
  ways: Ways,
  random: Random,
  /** By so many milliseconds at most clocks are wrong. */
  skew: number,
): Workload {
  /** Nobody heard that it was done, and yet it may have been: asked again when all run. */
  const unsure: Act[] = [];
  /** Objects of which something was acknowledged. */
  const there = new Set<string>();
  const sent = new Map<string, SentObject>();
  let number = 0;

  function uuid(): string {
    const hex = (length: number): string => Array.from({ length }, () => random.below(16).toString(16)).join('');
    return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
  }

  function running(): Participant | undefined {
    const up = participants.filter(isThere);
    return up.length === 0 ? undefined : random.pick(up);
  }

  function isThere({ member, node }: Participant): boolean {
    return node.isRunning() && !membership.away.has(member);
  }

  function identityOf(member: number): string {
    return participants[member]?.identity ?? '';
  }

  function someTerms(author: number): ItemTerms {
    const others = participants.map(({ member }) => member).filter((member) => member !== author);
    const near = others.filter((member) => ways.areNear(author, member));
    // Mostly those to whom its node can deliver it.
    const among = near.length > 0 && random.below(3) > 0 ? near : others;
    const to = random.some(among, 1 + random.below(Math.min(8, among.length)));
    const kind = random.below(10);
    const bound = random.below(6) === 0 ? { isBound: true } : {};
    if (kind < 3) return { tlp: 'green', ...bound };
    if (kind < 4) return { tlp: 'clear', ...bound };
    if (kind < 7) return { tlp: 'amber', to, ...bound };
    if (kind < 8) return { tlp: 'amber+strict', to, ...bound };
    return kind < 9 ? { tlp: 'red', to } : { tlp: 'unmarked' };
  }

  function mark(
    terms: ItemTerms,
    author: number,
    expires: number | undefined,
  ): { readonly refs: readonly string[]; readonly objects: readonly object[] } {
    if (terms.tlp === 'unmarked') return { refs: [], objects: [] };
    const level = [...tlpMarkings.values()].find((each) => each.version === 2 && each.level === terms.tlp);
    if (level === undefined) throw new Error(terms.tlp);
    const handling = {
      ...('isBound' in terms && terms.isBound === true ? { noOnwardRelease: true as const } : {}),
      ...(expires === undefined ? {} : { purgeAfter: new Date(expires).toISOString() }),
    };
    const isHandled = Object.keys(handling).length > 0;
    if (!('to' in terms) && !isHandled) return { refs: [level.definition.id], objects: [] };
    const id = `marking-definition--${uuid()}`;
    const list = writeReleaseMarking(
      { ...('to' in terms ? { to: terms.to.map(identityOf) } : {}), ...(isHandled ? { handling } : {}) },
      { id, created: '2026-01-01T00:00:00.000Z', createdBy: identityOf(author) },
    );
    return { refs: [level.definition.id, id], objects: [list] };
  }

  async function send(item: Item, author: Participant, terms: ItemTerms, expires?: number): Promise<boolean> {
    number += 1;
    const text = `secret ${uuid()}`;
    const { refs, objects } = mark(terms, author.member, expires);
    const modified = new Date(Date.parse('2026-02-01T00:00:00.000Z') + number * 1000).toISOString();
    const object = {
      type: 'note',
      spec_version: '2.1',
      id: item.id,
      created: '2026-01-01T00:00:00.000Z',
      modified,
      created_by_ref: author.identity,
      content: text,
      object_refs: [author.identity],
      ...(refs.length === 0 ? {} : { object_marking_refs: refs }),
    };
    // Remembered before it is sent: were the node to die on it, it might have stored it all the same.
    const withheldFrom = new Set(await membership.knownAway(author));
    const isForAllThere = membership.away.size === 0;
    item.versions.push({ text, terms, withheldFrom, isForAllThere, ...(expires === undefined ? {} : { expires }) });
    sent.set(text, object);
    return surely(async () => {
      // What was taken back is not said again.
      if (item.recalled) return true;
      if (membership.away.has(author.member)) return membership.returning.has(author.member) ? false : 'later';
      // What may be over by its node's clock is refused, and nobody misses it.
      const isOver = (): boolean => Date.now() >= (expires ?? Infinity) - skew;
      if (isOver()) return true;
      const isStored = await author.client.publish([...objects, object]).catch((refusal: unknown) => {
        if (isOver()) return true;
        throw refusal;
      });
      if (isStored) there.add(item.id);
      return isStored;
    });
  }

  async function surely(act: Act): Promise<boolean> {
    const isDone = await act();
    if (isDone !== true) unsure.push(act);
    return isDone === true;
  }

  function someItem(): { readonly item: Item; readonly author: Participant } | undefined {
    const own = [...items.values()].filter(({ id, author, recalled, versions }) => {
      const ends = versions.some(({ expires }) => expires !== undefined);
      const by = participants[author];
      return there.has(id) && !recalled && !ends && by !== undefined && isThere(by);
    });
    if (own.length === 0) return undefined;
    const item = random.pick(own);
    const author = participants[item.author];
    return author && { item, author };
  }

  async function add(expires?: number): Promise<Item | undefined> {
    const author = running();
    if (author === undefined) return undefined;
    const item: Item = { id: `note--${uuid()}`, author: author.member, versions: [], recalled: false };
    items.set(item.id, item);
    const given = someTerms(author.member);
    // Without a marking there is nothing that could say when it ends.
    const terms = expires !== undefined && given.tlp === 'unmarked' ? ({ tlp: 'green' } as const) : given;
    return (await send(item, author, terms, expires)) ? item : undefined;
  }

  return {
    sent: (text) => sent.get(text),
    publish: () => add(),
    publishUntil: add,
    async remark() {
      const some = someItem();
      return some !== undefined && (await send(some.item, some.author, someTerms(some.item.author)));
    },
    async recall() {
      const some = someItem();
      if (some === undefined) return false;
      const { item, author } = some;
      return surely(async () => {
        if (membership.away.has(author.member)) return membership.returning.has(author.member) ? false : 'later';
        item.recalled ||= await author.client.recall(item.id);
        return item.recalled;
      });
    },
    async change(kind) {
      const act = membership[kind]();
      return act && surely(act);
    },
    async askAgain() {
      let isAllDone = true;
      for (const act of unsure.splice(0)) {
        const isDone = await act();
        if (isDone !== true) unsure.push(act);
        if (isDone === false) isAllDone = false;
      }
      return isAllDone;
    },
  };
}
