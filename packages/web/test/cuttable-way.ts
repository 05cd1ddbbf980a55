import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a node that can be cut, as by a cable or the end of its process, and mended at the same address. */
export interface CuttableWay extends AsyncDisposable {
  readonly url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

export async function cuttableWay(to: string): Promise<CuttableWay> {
  const target = new URL(to);
  const open = new Set<Socket>();
  let server: Server | undefined;
  let port = 0;

  async function mend(): Promise<void> {
    server = createServer((near) => {
      const far = connect(Number(target.port), target.hostname);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        open.add(one);
        one
          .on('error', () => other.destroy())
          .on('close', () => {
            open.delete(one);
            other.destroy();
          });
        one.pipe(other);
      }
    });
    await once(server.listen(port, '127.0.0.1'), 'listening');
    port = (server.address() as AddressInfo).port;
  }

  async function cut(): Promise<void> {
    const closed = server && once(server, 'close');
    server?.close();
    server = undefined;
    for (const socket of open) socket.destroy();
    await closed;
  }

  await mend();
  return { url: `http://127.0.0.1:${port}`, cut, mend, [Symbol.asyncDispose]: cut };
}
