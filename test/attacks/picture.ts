import assert from 'node:assert/strict';
import type { Caller, Coalition } from './coalition.ts';
import type { Pick } from './decisions/decision.ts';
import { decisionOn, requestTo, routesOf } from './routes.ts';
import { difference, told } from './told.ts';

/** What is asked, and what was told. */
type Picture = ReadonlyMap<string, string>;

/**
 * All readable answers to a caller: status, headers and body, but for what differs from one request to the next. `proofs`:
 * ids of the objects that are asked for one by one, with those of their proofs.
 */
export function createPictures(coalition: Coalition, proofs: ReadonlyMap<string, string>) {
  const { us, open, ask } = coalition;
  const routes = routesOf(coalition).filter((route) => decisionOn(route).lists !== undefined);

  return async (who: Caller): Promise<Picture> => {
    const picture = new Map<string, string>();
    for (const [object, proof] of proofs) {
      const pick: Pick = {
        object,
        proof,
        collection: open.id,
        account: '',
        token: '',
        search: '',
        status: '',
        unit: '',
        lead: '',
        approval: '',
        recall: '',
        mandate: '',
        peer: '',
        setAside: '',
        proposal: '',
        entry: '',
        feed: 'feed--3',
        taxiiFeed: 'taxii-feed--3',
        member: us.identity,
        group: '',
      };
      for (const route of routes) {
        const { path, ...request } = requestTo(route, pick);
        for (const query of decisionOn(route).lists ?? []) {
          const asked = `${path}?${query}`;
          if (picture.has(asked)) continue;
          picture.set(asked, told(await ask(who, { ...request, path: asked })).replace(/"lastUsed":"[^"]+"/g, ''));
        }
      }
    }
    return picture;
  };
}

export function assertSame(after: Picture, before: Picture): void {
  for (const [path, text] of before) {
    const found = difference(text, after.get(path) ?? '');
    assert.equal(found, undefined, `${path}: ${found}`);
  }
}
