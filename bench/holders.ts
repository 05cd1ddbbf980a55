import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Core } from '@entente/server';
import type { FromHolders, ToHolders } from './holder-messages.ts';

/** Nodes in as many other processes as there are processors, all of which have joined one. */
export type Holders = AsyncDisposable & {
  /** Resolves with the moments (milliseconds since 1970) at which each of them could read what `publish` published. */
  visible(id: string, publish: () => Promise<unknown>): Promise<readonly number[]>;
  /** Resolves once each holds exactly so many objects. */
  hold(count: number): Promise<void>;
  /** Milliseconds of processor time that all of them have used. */
  processor(): Promise<number>;
};

const both = { sending: true, receiving: true };

export async function startHolders(origin: Core, folder: string, total: number): Promise<Holders> {
  const processes = Math.min(availableParallelism(), total);
  const groups = Array.from({ length: processes }, (_, place) => {
    const first = Math.floor((place * total) / processes) + 1;
    const last = Math.floor(((place + 1) * total) / processes);
    return { first, last, child: spawnGroup(folder, first, last - first + 1) };
  });
  await Promise.all(groups.map(({ child }) => answer(child, 'ready')));
  const viewer = origin.localViewer(1);
  for (const { first, last, child } of groups) {
    for (let place = first; place <= last; place += 1) {
      const { invitation } = await origin.peers.joining.invite(viewer, both);
      const { fingerprint } = origin.peers.views.own();
      const joined = answer(child, 'joined');
      say(child, { kind: 'join', place, invitation, fingerprint });
      const { fingerprint: theirs } = await joined;
      const found = origin.peers.store.find(`Holder ${place}`);
      if (found === undefined) throw new Error(`Holder ${place} did not join`);
      await origin.peers.service.confirm(viewer, found.id, theirs);
    }
  }

  function count(): Promise<Extract<FromHolders, { kind: 'counted' }>[]> {
    const counted = Promise.all(groups.map(({ child }) => answer(child, 'counted')));
    for (const { child } of groups) say(child, { kind: 'count' });
    return counted;
  }

  return {
    async visible(id, publish) {
      const moments: number[] = [];
      const all = new Promise<void>((resolve) => {
        for (const { child } of groups) {
          const hear = (message: unknown): void => {
            const said = message as FromHolders;
            if (said.kind !== 'visible' || said.id !== id) return;
            moments.push(said.at);
            if (moments.length < total) return;
            for (const each of groups) each.child.removeAllListeners('message');
            resolve();
          };
          child.on('message', hear);
        }
      });
      const watching = Promise.all(groups.map(({ child }) => answer(child, 'watching')));
      for (const { child } of groups) say(child, { kind: 'watch', id });
      await watching;
      await publish();
      await all;
      return moments;
    },
    async hold(wanted) {
      for (;;) {
        if ((await count()).every(({ least, most }) => least === wanted && most === wanted)) return;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
    },
    processor: async () => (await count()).reduce((sum, { processor }) => sum + processor, 0),
    async [Symbol.asyncDispose]() {
      await Promise.all(
        groups.map(({ child }) => {
          const ended = new Promise((resolve) => child.once('exit', resolve));
          say(child, { kind: 'end' });
          return ended;
        }),
      );
    },
  };
}

function spawnGroup(folder: string, first: number, count: number): ChildProcess {
  const script = fileURLToPath(new URL('holder-nodes.ts', import.meta.url));
  return fork(script, [folder, String(first), String(count)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

function say(child: ChildProcess, message: ToHolders): void {
  child.send(message);
}

/** The next message of a kind. Rejects where the process ends before. */
function answer<K extends FromHolders['kind']>(child: ChildProcess, kind: K) {
  return new Promise<Extract<FromHolders, { kind: K }>>((resolve, reject) => {
    const exited = (): void => reject(new Error(`The holders ended before "${kind}"`));
    const hear = (message: unknown): void => {
      const said = message as FromHolders;
      if (said.kind !== kind) return;
      child.off('message', hear);
      child.off('exit', exited);
      resolve(said as Extract<FromHolders, { kind: K }>);
    };
    child.on('message', hear);
    child.once('exit', exited);
  });
}
