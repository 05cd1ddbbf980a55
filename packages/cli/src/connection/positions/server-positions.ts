import type { Claim, ClaimView, MemberPositions, PositionMatrix, Signal } from '@entente/server/api-types';
import { present } from '../present.ts';
import type { ServerApi } from '../server-api.ts';
import type { LookWanted, PositionSource } from './position-source.ts';

/** Positions on a running server, as the token may see them. */
export function createServerPositions(api: ServerApi): PositionSource {
  async function look<T>(path: string, { as, asOf }: LookWanted): Promise<T> {
    await api.mustActFor(as);
    return api.get<T>(`${path}?${new URLSearchParams(present({ asOf }))}`);
  }

  return {
    claims: async (wanted) => (await look<{ claims: Claim[] }>('/claims', wanted)).claims,
    claim: (id, wanted) => look<ClaimView>(`/claims/${encodeURIComponent(id)}`, wanted),
    positions: (wanted) => look<PositionMatrix>('/positions', wanted),
    memberPositions: (member, wanted) =>
      look<MemberPositions>(`/members/${encodeURIComponent(member)}/positions`, wanted),
    signals: async (wanted) => (await look<{ signals: Signal[] }>('/signals', wanted)).signals,
    async *brief({ as, ...wanted }) {
      await api.mustActFor(as);
      const { body } = await api.request(`/brief?${new URLSearchParams(present(wanted))}`, {});
      if (body !== null) yield* body;
    },
  };
}
