import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Liar } from './lies.ts';

/** Stands before a node that lies to its peers, while its own people see nothing of that. */
export type LyingRelay = AsyncDisposable & {
  readonly port: number;
  /** From then on pages of objects are what the liar makes of them; undefined: as they are. */
  lie(liar: Liar | undefined): void;
};

const isPage = /^\/taxii2\/coalition\/collections\/[^/]+\/objects\/\?/;
const dateLast = 'x-taxii-date-added-last';

export async function startLyingRelay(port: () => number): Promise<LyingRelay> {
  let liar: Liar | undefined;

  function pass(asked: IncomingMessage, given: ServerResponse): void {
    const { method, url = '', headers } = asked;
    const says = method === 'GET' && isPage.test(url) ? liar : undefined;
    const sent = says === undefined ? headers : { ...headers, 'accept-encoding': 'identity' };
    const passed = request({ host: '127.0.0.1', port: port(), method, path: url, headers: sent }, async (answer) => {
      const { statusCode = 502 } = answer;
      if (says === undefined || statusCode !== 200) {
        given.writeHead(statusCode, answer.headers);
        answer.pipe(given).on('error', () => {});
        return;
      }
      try {
        const body = Buffer.from(says(await textOf(answer)));
        // A page with something on it must get somewhere, and a liar knows the digest of what it says.
        const { 'content-length': _, 'transfer-encoding': __, ...kept } = answer.headers;
        const last = justAfter(String(answer.headers[dateLast]));
        const digest = createHash('sha256').update(`${last}\n`).update(body).digest('base64url');
        given.writeHead(200, { ...kept, [dateLast]: last, 'x-entente-digest': digest, 'content-length': body.length });
        given.end(body);
      } catch {
        given.destroy();
      }
    });
    passed.on('error', () => given.destroy());
    given.on('close', () => passed.destroy());
    asked.pipe(passed);
  }

  const server = createServer(pass);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    lie: (next) => {
      liar = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** A microsecond later: nothing of its own can stand between. */
function justAfter(date: string): string {
  const [, seconds = '', micros = ''] = /^(.*)\.(\d{6})Z$/.exec(date) ?? [];
  if (seconds === '' || micros === '999999') return date;
  return `${seconds}.${String(Number(micros) + 1).padStart(6, '0')}Z`;
}
