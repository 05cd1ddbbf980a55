import type { Core } from '@entente/server';
import type { DataViewers } from '../data-viewers.ts';
import type { RecallSource } from './recall-source.ts';

/** Recalls of what members of a data folder own. */
export function createDataRecalls(core: Core, { viewerOf }: DataViewers): RecallSource {
  const { recallService, recallViews } = core.recall;
  return {
    lookAtRecall: async ({ as, ...wanted }) =>
      recallViews.look(wanted.object, recallService.look(viewerOf(as), wanted)),
    recall: async ({ as, ...wanted }) => recallViews.of(await recallService.order(viewerOf(as), wanted)),
    async recallMany({ as, ids, reason }) {
      const { recalls, refused } = await recallService.orderAll(viewerOf(as), ids, reason);
      return { recalls: recalls.map(({ id, object }) => ({ id, object })), refused: [...refused] };
    },
    async recallReceipts({ as, object }) {
      const recalls = recallService.ofObject(viewerOf(as), object);
      return { receipts: recalls.flatMap((each) => recallViews.receipts(each).receipts) };
    },
  };
}
