import type { EntryMessage } from './entry-message.ts';
import type { Holding } from './holdings.ts';
import type { Receipt } from './receipts.ts';
import type { Columns } from './rows-file.ts';

/** Columns of an entry as CSV; `name` says what an id stands for, and is the id where that is not known. */
export const entryColumns = (name = (id: string): string => id): Columns<EntryMessage> => ({
  time: ({ time }) => time,
  kind: ({ kind }) => kind,
  by: ({ actor }) => actor.by,
  'acting member': ({ actor }) => actor.member && name(actor.member),
  'acting account': ({ actor }) => actor.account && name(actor.account),
  token: ({ actor }) => actor.token,
  members: ({ members }) => members?.map(name).join('; '),
  subjects: ({ subjects }) => subjects?.join(' '),
  detail: ({ detail }) => detail && JSON.stringify(detail),
  entry: ({ id }) => id,
});

/** Columns of who has an object. */
export const holdingColumns: Columns<Holding> = {
  version: ({ version }) => version,
  holder: ({ holder }) => holder.name,
  kind: ({ holder }) => holder.kind,
  member: ({ member }) => member.name,
  released: ({ released }) => released.time,
  'until then': ({ until }) => until?.time,
  delivered: ({ delivered }) => delivered?.time,
  exported: ({ exported }) => exported?.time,
  'export certain': ({ exported }) => exported && String(exported.isCertain),
  opened: ({ opened }) => opened?.time,
  'opened by': ({ opened }) => opened?.by,
};

/** Columns of what somebody had. */
export const receiptColumns: Columns<Receipt> = {
  time: ({ time }) => time,
  how: ({ how }) => how,
  object: ({ object }) => object,
  version: ({ version }) => version,
  collection: ({ collection }) => collection,
  holder: ({ holder }) => holder.name,
  filter: ({ filter }) => filter && JSON.stringify(filter),
  entry: ({ entry }) => entry,
};
