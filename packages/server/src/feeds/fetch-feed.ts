import { lookup as resolve } from 'node:dns';
import { type IncomingMessage, request as plain, type RequestOptions } from 'node:http';
import { request as secure } from 'node:https';
import { isIP } from 'node:net';
import { type FeedPolicy, isAllowed } from './feed-policy.ts';
import { isPrivate } from './private-addresses.ts';
import { AddressRefused, publicOnly } from './public-lookup.ts';

/** Why a feed did not come; in words for a person, without anything that a server answered. */
export class FeedFailed extends Error {}

export type Fetched = { readonly bytes: Uint8Array; readonly mediaType: string };

const mostBytes = 10 * 1024 * 1024;
const patienceMilliseconds = 20_000;
const mostRedirects = 3;

/**
 * Fetches a feed as its address and the operator allow: the address that a name leads to is checked where it is
 * connected to, so that no name can lead inside; redirects stay on the same origin and below what is allowed.
 */
export async function fetchFeed(address: string, policy: FeedPolicy): Promise<Fetched> {
  let url = new URL(address);
  for (let followed = 0; followed <= mostRedirects; followed += 1) {
    if (!isAllowed(url, policy)) throw new FeedFailed('The operator does not allow this address.');
    const answer = await get(url, policy);
    if (!('location' in answer)) return answer;
    if (!URL.canParse(answer.location, url.href)) throw new FeedFailed('It leads to no address.');
    const next = new URL(answer.location, url);
    if (next.origin !== url.origin) throw new FeedFailed('It leads to another server, which is not followed.');
    url = next;
  }
  throw new FeedFailed('It leads from one address to the next without end.');
}

function get(url: URL, { privateAddresses }: FeedPolicy): Promise<Fetched | { location: string }> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // For an address in numbers nothing is looked up.
  if (isIP(host) !== 0 && !privateAddresses && isPrivate(host)) {
    throw new FeedFailed('It leads to a private address, which is not allowed.');
  }
  const options: RequestOptions = {
    lookup: privateAddresses ? resolve : publicOnly,
    headers: {
      'User-Agent': 'Entente',
      Accept: 'application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.1',
    },
    signal: AbortSignal.timeout(patienceMilliseconds),
    agent: false,
  };
  return new Promise((done, failed) => {
    const request = (url.protocol === 'https:' ? secure : plain)(url, options, (response) => {
      take(response).then(done, failed);
    });
    request.on('error', (error) =>
      failed(new FeedFailed(error instanceof AddressRefused ? error.message : 'It cannot be reached.')),
    );
    request.end();
  });
}

async function take(response: IncomingMessage): Promise<Fetched | { location: string }> {
  const { statusCode = 0, headers } = response;
  if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
    response.destroy();
    return { location: headers.location };
  }
  if (statusCode !== 200) {
    response.destroy();
    throw new FeedFailed(`It answered ${statusCode}.`);
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > mostBytes) throw new FeedFailed('It is larger than 10 MB.');
      chunks.push(chunk);
    }
  } catch (error) {
    response.destroy();
    throw error instanceof FeedFailed ? error : new FeedFailed('It broke off.');
  }
  return { bytes: Buffer.concat(chunks), mediaType: headers['content-type'] ?? '' };
}
