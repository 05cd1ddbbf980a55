import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** For tests: the line to a server, which can be bad. */
export type TestLine = AsyncDisposable & {
  readonly url: string;
  /** Each connection breaks once it has carried so many bytes back; those that are open break at once. */
  cutAfter(bytes: number): void;
  /** A proxy answers so in the server's place, with a page for people, until `answerNothing`. */
  answer(status: number): void;
  answerNothing(): void;
};

/** A line to what listens at a port of this machine. */
export async function startTestLine(port: number): Promise<TestLine> {
  const sockets = new Set<Socket>();
  let most = Number.POSITIVE_INFINITY;
  let status: number | undefined;

  function follow(socket: Socket): Socket {
    sockets.add(socket);
    return socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  }

  function breakAll(): void {
    for (const socket of sockets) socket.destroy();
  }

  const server = createServer((here) => {
    follow(here);
    if (status !== undefined) {
      const page = '<h1>This is not the node</h1>';
      const head = [`HTTP/1.1 ${status} Gone`, 'Content-Type: text/html', `Content-Length: ${page.length}`];
      here.once('data', () => here.end([...head, 'Connection: close', '', page].join('\r\n')));
      return;
    }
    const there = follow(connect(port, '127.0.0.1'));
    here.on('close', () => there.destroy());
    there.on('close', () => here.end());
    here.pipe(there);
    let carried = 0;
    there.on('data', (bytes) => {
      carried += bytes.length;
      if (carried > most) here.destroy();
      else here.write(bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutAfter(bytes) {
      most = bytes;
      breakAll();
    },
    answer(given) {
      status = given;
      breakAll();
    },
    answerNothing() {
      status = undefined;
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      breakAll();
      await closed;
    },
  };
}
