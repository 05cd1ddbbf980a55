import { type Core, renderBrief } from '@entente/server';
import type { DataViewers } from '../data-viewers.ts';
import type { PositionSource } from './position-source.ts';

/** Positions in a data folder, as each member may see them. */
export function createDataPositions(core: Core, { viewerOf }: DataViewers): PositionSource {
  const { answers } = core.positions;
  return {
    claims: async ({ as, asOf }) => answers.claims(viewerOf(as), asOf),
    claim: async (id, { as, asOf }) => answers.claim(viewerOf(as), id, asOf),
    positions: async ({ as, asOf }) => answers.matrix(viewerOf(as), asOf),
    memberPositions: async (member, { as, asOf }) => answers.member(viewerOf(as), member, asOf),
    signals: async ({ as, asOf }) => answers.signals(viewerOf(as), asOf, false),
    async *brief({ as, format, ...wanted }) {
      const reading = viewerOf(as);
      yield await renderBrief(core.audit, reading, core.briefs.make(reading, wanted, true), format);
    },
  };
}
