import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Random } from './random.ts';

/** What the way to a node does to what passes. */
export type Weather = {
  /** Nobody gets through. */
  cutOff: boolean;
  /** Milliseconds that each piece of an answer waits. */
  delay: number;
  /** Part of the pieces of answers in which one byte changes. */
  corrupted: number;
  /** Part of the pieces of answers after which the connection breaks. */
  broken: number;
};

/** What was really done to what passed. */
export type Passed = {
  /** Bytes of answers. */
  bytes: number;
  refused: number;
  delayed: number;
  corrupted: number;
  broken: number;
};

/** Stands before a node as the address under which the others know it. */
export type Relay = {
  readonly url: string;
  readonly weather: Weather;
  readonly passed: Readonly<Passed>;
  /** Ends what is under way. */
  hangUp(): void;
};

export async function startRelay(port: number, random: Random): Promise<Relay> {
  const weather: Weather = { cutOff: false, delay: 0, corrupted: 0, broken: 0 };
  const passed: Passed = { bytes: 0, refused: 0, delayed: 0, corrupted: 0, broken: 0 };
  const open = new Set<Socket>();
  const server = createServer((caller) => {
    if (weather.cutOff) {
      passed.refused += 1;
      return void caller.destroy();
    }
    const node = connect(port, '127.0.0.1');
    for (const socket of [caller, node]) {
      open.add(socket);
      socket.on('close', () => {
        open.delete(socket);
        caller.destroy();
        node.destroy();
      });
      socket.on('error', () => {});
    }
    caller.pipe(node);
    node.on('data', async (piece) => {
      node.pause();
      passed.bytes += piece.length;
      if (weather.delay > 0) {
        passed.delayed += 1;
        await new Promise((resolve) => setTimeout(resolve, weather.delay));
      }
      if (random.next() < weather.corrupted) {
        passed.corrupted += 1;
        garble(piece, random);
      }
      caller.write(piece);
      if (random.next() < weather.broken) {
        passed.broken += 1;
        caller.destroy();
      }
      node.resume();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    weather,
    passed,
    hangUp() {
      passed.broken += open.size / 2;
      for (const socket of open) socket.destroy();
    },
  };
}

function garble(piece: Buffer, random: Random): void {
  const place = random.below(piece.length);
  piece.writeUInt8(piece.readUInt8(place) ^ (1 << random.below(7)), place);
}
