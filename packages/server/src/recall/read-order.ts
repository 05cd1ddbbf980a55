import type { Message, Recall as RecallMessage } from '@entente/exchange';
import { isTimestamp, timestampKey } from '@entente/stix';
import type { MemberStore } from '../members/member-store.ts';
import type { RecalledVersion } from './recall-store.ts';

/** What an order of another node asks for; `owner` is a row. */
export type ReadOrder = {
  readonly message: RecallMessage;
  readonly owner: number;
  readonly object: string;
  readonly isWhole: boolean;
  /** Identity of the one member that must purge it. */
  readonly holder: string | undefined;
  readonly versions: readonly RecalledVersion[];
};

/** Undefined for what is about several objects or holders, or none, or names versions as no object does. */
export function readOrder(message: Message | undefined, members: Pick<MemberStore, 'find'>): ReadOrder | undefined {
  if (message?.kind !== 'recall') return undefined;
  const [object, ...others] = new Set(message.items.map(({ id }) => id));
  const owner = members.find(message.by)?.member;
  const [holder, ...more] = message.holders ?? [];
  if (object === undefined || others.length > 0 || more.length > 0 || owner === undefined) return undefined;
  const stamps = message.items.flatMap(({ versions }) => (versions === 'all' ? [] : versions));
  if (!stamps.every((stamp) => stamp === '' || isTimestamp(stamp))) return undefined;
  const versions = new Map(
    stamps.map((stamp) => {
      const modified = stamp === '' ? '' : timestampKey(stamp);
      return [modified, { modified, stamp }];
    }),
  );
  const isWhole = message.items.some((item) => item.versions === 'all');
  return { message, owner, object, isWhole, holder, versions: [...versions.values()] };
}
