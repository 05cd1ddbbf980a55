import { auditKinds, dataFile, type EntryFilter, openLogReader } from '@entente/server';
import { mustHoldCoalition } from '../connection/open-core.ts';
import { Failure, usageFailure } from '../failure.ts';
import type { AuditSource, EntryQuery } from './audit-source.ts';

const pageSize = 500;

/** The log in a data folder, read as it is at this moment. */
export function openDataAudit(data: string): AuditSource {
  mustHoldCoalition(data);
  const reader = openLogReader(dataFile(data));

  function filterOf({ kinds, member, account, subject, since, until }: EntryQuery): EntryFilter {
    const named = (found: string | undefined, prefix: string, given: string | undefined) =>
      given === undefined ? [] : [`${prefix}:${found ?? 'nobody'}`];
    const unknown = kinds?.find((kind) => !auditKinds.includes(kind));
    if (unknown !== undefined) {
      throw usageFailure(`there are no entries of the kind ${unknown}`, `The kinds are ${auditKinds.join(', ')}.`);
    }
    return {
      kinds,
      subjects: [
        ...named(member === undefined ? undefined : reader.memberNamed(member), 'm', member),
        ...named(account === undefined ? undefined : reader.accountNamed(account), 'a', account),
        ...(subject === undefined ? [] : [subject]),
      ],
      since: since === undefined ? undefined : Date.parse(since),
      until: until === undefined ? undefined : Date.parse(until),
    };
  }

  return {
    async checkpoint() {
      const checkpoint = reader.checkpoint();
      if (checkpoint !== undefined) return checkpoint;
      throw new Failure(`${data} has no audit log yet`, 'It begins when its server is first started.');
    },
    async *leaves(from, size) {
      for (let next = from; next < size; ) {
        const some = reader.leaves(next).slice(0, size - next);
        if (some.length === 0) return;
        yield* some;
        next += some.length;
      }
    },
    async verify(kept) {
      return reader.verify(kept);
    },
    async entries(filter, limit) {
      const { entries, legend } = reader.entries(filterOf(filter), Number.MAX_SAFE_INTEGER, limit);
      return { entries, legend };
    },
    async *allEntries(query) {
      const filter = filterOf(query);
      for (let before = Number.MAX_SAFE_INTEGER; ; ) {
        const { entries, last } = reader.entries(filter, before, pageSize);
        yield* entries;
        if (entries.length < pageSize) return;
        before = last;
      }
    },
    [Symbol.dispose]: () => reader[Symbol.dispose](),
  };
}
