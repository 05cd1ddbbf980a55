import type {
  ImportSummary,
  ObjectPage,
  ObjectView,
  Preview,
  ReleaseRequest,
  TookInProofs,
  Why,
} from '@entente/server/api-types';
import { Refused } from '../api-client.ts';
import { present } from '../present.ts';
import type { ServerApi } from '../server-api.ts';
import type { ObjectSource } from './object-source.ts';

/** Objects of a running server, as the token may see them. */
export function createServerObjects(api: ServerApi): ObjectSource {
  const pathOf = (id: string, part = ''): string => `/objects/${encodeURIComponent(id)}${part}`;

  /** The answer about one object; undefined where there is none for this token. */
  async function answerAbout(path: string, as: string | undefined): Promise<Response | undefined> {
    await api.mustActFor(as);
    return api.request(path, {}).catch((error: unknown) => {
      if (error instanceof Refused && error.status === 404) return undefined;
      throw error;
    });
  }

  return {
    async importFile({ member, collection, tlp, releasableTo, handling = [] }, chunks) {
      await api.mustActFor(member);
      const query = new URLSearchParams({ collection });
      if (tlp !== undefined) query.set('tlp', tlp);
      if (releasableTo !== undefined) query.set('releasableTo', releasableTo.join(','));
      if (handling.length > 0) query.set('duties', handling.join(','));
      const response = await api.request(`/import?${query}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/octet-stream' },
        body: chunks,
        duplex: 'half',
      });
      return (await response.json()) as ImportSummary;
    },
    async *exportFile({ as, format, collection, proofs = false }) {
      await api.mustActFor(as);
      const wanted = present({ format, handling: String(!proofs), proofs: String(proofs), collection });
      const { body } = await api.request(`/export?${new URLSearchParams(wanted)}`, {});
      if (body !== null) yield* body;
    },
    async search({ as, text, limit }) {
      await api.mustActFor(as);
      return api.get<ObjectPage>(`/objects?${new URLSearchParams({ q: text, limit: String(limit) })}`);
    },
    async view(id, as) {
      const response = await answerAbout(pathOf(id), as);
      return response && ((await response.json()) as ObjectView);
    },
    async raw(id, as) {
      const response = await answerAbout(pathOf(id, '/raw'), as);
      return response && new Uint8Array(await response.arrayBuffer());
    },
    async preview(member, publication) {
      await api.mustActFor(member);
      return api.send<Preview>('POST', '/preview', publication);
    },
    async why(id, { as, ...asked }) {
      await api.mustActFor(as);
      return api.get<Why>(`${pathOf(id, '/why')}?${new URLSearchParams(present(asked))}`);
    },
    async askRelease(as, request) {
      await api.mustActFor(as);
      return api.send<ReleaseRequest>('POST', '/release-requests', request);
    },
    async releaseRequests(as) {
      await api.mustActFor(as);
      return (await api.get<{ requests: ReleaseRequest[] }>('/release-requests')).requests;
    },
    async tookInReceipts({ as, object, version }) {
      await api.mustActFor(as);
      return api.get<TookInProofs>(`${pathOf(object, '/receipts')}?${new URLSearchParams(present({ version }))}`);
    },
  };
}
