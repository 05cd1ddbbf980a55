import { Agent, request } from 'node:http';

export type Answer = { readonly status: number; readonly body: Buffer };

/** A client that costs the machine as little as it can: kept connections, bodies as they come. */
export function createClient(connections: number, headers: Readonly<Record<string, string>>) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });

  function send(url: string, method = 'GET', body?: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        url,
        {
          agent,
          method,
          headers: {
            ...headers,
            ...(body && { 'content-type': 'application/taxii+json;version=2.1', 'content-length': body.length }),
          },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk) => chunks.push(chunk));
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks) }));
          answer.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  return { send, close: () => agent.destroy() };
}

export type Client = ReturnType<typeof createClient>;

/** Walks a collection from its beginning, page by page, without parsing the objects; counts pages and bytes. */
export async function walk(client: Client, objects: string, limit: number, mostPages = Number.POSITIVE_INFINITY) {
  let next = '';
  let pages = 0;
  let bytes = 0;
  for (;;) {
    const { status, body } = await client.send(
      `${objects}?limit=${limit}${next && `&next=${encodeURIComponent(next)}`}`,
    );
    if (status !== 200) throw new Error(`page answered ${status}: ${body.toString().slice(0, 200)}`);
    pages += 1;
    bytes += body.length;
    next = /"next":"([^"]+)"/.exec(body.toString('latin1', Math.max(0, body.length - 300)))?.[1] ?? '';
    if (next === '' || pages >= mostPages) return { pages, bytes };
  }
}

export type Load = { readonly perSecond: number; readonly p50: number; readonly p99: number };

/** Sends the same kind of request over many connections for a while; milliseconds. */
export async function load(
  client: Client,
  connections: number,
  milliseconds: number,
  url: () => string,
): Promise<Load> {
  const took: number[] = [];
  const end = performance.now() + milliseconds;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) {
        const sent = performance.now();
        const { status } = await client.send(url());
        if (status !== 200) throw new Error(`answered ${status}`);
        took.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  took.sort((a, b) => a - b);
  return { perSecond: took.length / seconds, p50: at(took, 0.5), p99: at(took, 0.99) };
}

export function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
