import assert from 'node:assert/strict';
import type { Caller, Coalition, Member } from './coalition.ts';

/** Asks who has an object of the United States, in a coalition of the tests. */
export function createHolders(coalition: Coalition) {
  const { us, france, iraq, nato, interpol, ask } = coalition;
  const everybody: readonly Member[] = [us, france, iraq, nato, interpol];
  return {
    everybody,
    all: everybody.map(({ name }) => name),
    /** Names of the originator and of these. */
    only: (...members: readonly Member[]): string[] => [us.name, ...members.map(({ name }) => name)],
    /** All that somebody reads of the open collection. */
    asText: (who: Caller): Promise<string> =>
      coalition.read(who, '/taxii2/coalition/collections/open/objects/?limit=1000&match[version]=all'),
    /** Names of the members that get this object, by every way of reading it; the ways must agree. */
    async holders(id: string, collection = 'open'): Promise<string[]> {
      const holding: string[] = [];
      for (const who of everybody) {
        const one = (await ask(who, { path: `/api/objects/${id}` })).status === 200;
        const taxii = `/taxii2/coalition/collections/${collection}`;
        const ways: Record<string, boolean> = {
          raw: (await ask(who, { path: `/api/objects/${id}/raw` })).status === 200,
          object: (await ask(who, { path: `${taxii}/objects/${id}/` })).status === 200,
          all: (await coalition.ids(who, 'match[version]=all', collection)).includes(id),
          manifest: (await coalition.read(who, `${taxii}/manifest/?limit=1000&match[version]=all`)).includes(id),
          search: (await coalition.read(who, `/api/objects?limit=200&q=${id}`)).includes(id),
        };
        for (const [way, has] of Object.entries(ways)) assert.equal(has, one, `${who.name} by ${way}`);
        if (one) holding.push(who.name);
      }
      return holding;
    },
  };
}
