import type { PurgeReceipts, Recall, RecalledMany, RecallLook, RecallPage } from '@entente/server/api-types';
import { present } from '../present.ts';
import type { ServerApi } from '../server-api.ts';
import type { RecallSource } from './recall-source.ts';

/** Recalls of what the token’s member owns, on a running server. */
export function createServerRecalls(api: ServerApi): RecallSource {
  return {
    async lookAtRecall({ as, object, version }) {
      await api.mustActFor(as);
      const query = new URLSearchParams(present({ version }));
      return api.get<RecallLook>(`/objects/${encodeURIComponent(object)}/recall?${query}`);
    },
    async recall({ as, ...wanted }) {
      await api.mustActFor(as);
      return api.send<Recall>('POST', '/recalls', wanted);
    },
    async recallMany({ as, ...wanted }) {
      await api.mustActFor(as);
      return api.send<RecalledMany>('POST', '/recalls/batch', wanted);
    },
    async recallReceipts({ as, object }) {
      await api.mustActFor(as);
      const { recalls } = await api.get<RecallPage>(`/recalls?${new URLSearchParams({ object })}`);
      const each = recalls.map(({ id }) => api.get<PurgeReceipts>(`/recalls/${encodeURIComponent(id)}/receipts`));
      return { receipts: (await Promise.all(each)).flatMap(({ receipts }) => receipts) };
    },
  };
}
