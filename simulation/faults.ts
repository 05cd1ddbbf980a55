import type { Participant } from './coalition.ts';
import type { Random } from './random.ts';

/** One disturbance; the answer ends it. */
export type Fault = { readonly what: string; readonly end: () => Promise<void> };

/** Begins a disturbance of some node; undefined where this one cannot be had just now. */
export async function someFault(participants: readonly Participant[], random: Random): Promise<Fault | undefined> {
  const { node } = random.pick(participants);
  const { weather } = node.relay;
  const calm = async (): Promise<void> => {
    Object.assign(weather, { cutOff: false, delay: 0, corrupted: 0, broken: 0 });
  };
  switch (random.below(6)) {
    case 0:
      weather.cutOff = true;
      node.relay.hangUp();
      return { what: `${node.name} is cut off`, end: calm };
    case 1:
      weather.delay = 200;
      return { what: `${node.name} is slow`, end: calm };
    case 2:
      weather.corrupted = 0.2;
      return { what: `${node.name} is heard garbled`, end: calm };
    case 3:
      weather.broken = 0.2;
      return { what: `connections to ${node.name} break`, end: calm };
    case 4: {
      if (!node.isProcess || !node.isRunning()) return undefined;
      await node.kill();
      return { what: `${node.name} is killed`, end: () => node.start() };
    }
    default: {
      const core = node.here()?.core;
      if (core === undefined) return undefined;
      const { page_count: pages } = core.database.connection.prepare('PRAGMA page_count').get() ?? {};
      core.database.exec(`PRAGMA max_page_count = ${Number(pages)}`);
      return {
        what: `the disk of ${node.name} is full`,
        end: async () => core.database.exec('PRAGMA max_page_count = 1073741823'),
      };
    }
  }
}
