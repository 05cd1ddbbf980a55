import { isTimestamp, type JsonObject, type SplitItem, splitObjects } from '@entente/stix';
import { answerDigest, digestHeader, digestWanted } from '../taxii/answer-digest.ts';
import { taxiiMediaType } from '../taxii/media-types.ts';
import { answerFailure, isMissing } from './answer-failure.ts';
import type { Outbound, OutboundAnswer } from './outbound.ts';
import { PeerFailure } from './peer-failure.ts';

/** A page as a TAXII server answered it. */
export type TaxiiPage = {
  readonly items: readonly SplitItem[];
  /** What the envelope says besides. */
  readonly envelope: JsonObject;
  readonly more: boolean;
  readonly next?: string;
  /** X-TAXII-Date-Added-Last; absent where the server does not say. */
  readonly last?: string;
};

export type PageRequest = {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly authorization: string;
  /** For all of it; a minute where nothing is said. */
  readonly milliseconds?: number;
  readonly signal?: AbortSignal | undefined;
};

const lastHeader = 'x-taxii-date-added-last';
/** A page larger than this is asked for again with fewer objects. */
const mostPageBytes = 32 * 1024 * 1024;
const pageMilliseconds = 60_000;
const mostObjects = 5000;

/** Throws `PeerFailure` for every answer but a TAXII 2.1 resource; `undefined` for what is not there. */
export async function askTaxii(
  outbound: Outbound,
  { path, query, authorization, milliseconds = pageMilliseconds, signal }: PageRequest,
): Promise<OutboundAnswer | undefined> {
  const search = new URLSearchParams(query).toString();
  const answer = await outbound.send({
    path: search === '' ? path : `${path}?${search}`,
    headers: {
      Accept: taxiiMediaType,
      Authorization: authorization,
      'Accept-Encoding': 'gzip',
      [digestHeader]: digestWanted,
    },
    mostBytes: mostPageBytes,
    milliseconds,
    signal,
  });
  if (isMissing(answer)) return undefined;
  if (answer.status !== 200) throw answerFailure(answer);
  if (!/^application\/taxii\+json\s*(;|$)/.test(answer.mediaType)) {
    throw new PeerFailure('wrong-media-type', 'It did not answer with application/taxii+json.');
  }
  const said = answer.header(digestHeader.toLowerCase());
  if (said !== undefined && said !== answerDigest(answer.body, answer.header(lastHeader))) {
    throw new PeerFailure('damaged', 'Its answer changed on the way.');
  }
  return answer;
}

/** One page of a collection's objects; undefined where the collection is not there. */
export async function askPage(outbound: Outbound, request: PageRequest): Promise<TaxiiPage | undefined> {
  const answer = await askTaxii(outbound, request);
  if (answer === undefined) return undefined;
  const { items, envelope } = splitObjects(answer.body, { maxObjects: mostObjects });
  const broken = items.find((item) => !item.ok && item.scope === 'document');
  if (envelope === undefined || broken !== undefined) {
    throw new PeerFailure('unexpected-answer', 'Its answer is not a TAXII envelope.');
  }
  const last = answer.header(lastHeader);
  const { more, next } = envelope;
  return {
    items,
    envelope,
    more: more === true,
    ...(typeof next === 'string' && next.length <= 2000 ? { next } : {}),
    ...(last !== undefined && isTimestamp(last) ? { last } : {}),
  };
}
