// Some nodes of one member each in a process of their own, which `many-peers.ts` tells what to do.
import { join } from 'node:path';
import type { Core } from '@entente/server';
import { startBenchNode } from './bench-node.ts';
import type { FromHolders, ToHolders } from './holder-messages.ts';

const [folder = '', first = '1', count = '0'] = process.argv.slice(2);
const both = { sending: true, receiving: true };
const holders = new Map<number, Core>();
const nodes = new AsyncDisposableStack();

function tell(message: FromHolders): void {
  process.send?.(message);
}

/** Microseconds matter less than that all processes of one machine count them from the same moment. */
const now = (): number => performance.timeOrigin + performance.now();

function mustFind(place: number): Core {
  const core = holders.get(place);
  if (core === undefined) throw new Error(`No holder ${place} here`);
  return core;
}

/** Tells when an object can be read there, as a page that listens would learn of it. */
function watch(place: number, id: string): void {
  const core = mustFind(place);
  const viewer = core.localViewer(1);
  let isSeen = false;
  const look = (): void => {
    if (isSeen || core.reader.current(viewer, id) === undefined) return;
    isSeen = true;
    stop();
    tell({ kind: 'visible', place, id, at: now() });
  };
  const stop = core.events.listen(viewer, look, () => {});
  look();
}

function held({ database }: Core): number {
  return Number(database.prepare("SELECT count(*) AS n FROM version WHERE id GLOB 'indicator--*'").get()?.n);
}

async function follow(message: ToHolders): Promise<void> {
  switch (message.kind) {
    case 'join': {
      const core = mustFind(message.place);
      const viewer = core.localViewer(1);
      const { id } = await core.peers.joining.join(viewer, message.invitation, both);
      await core.peers.service.confirm(viewer, id, message.fingerprint);
      return tell({ kind: 'joined', place: message.place, fingerprint: core.peers.views.own().fingerprint });
    }
    case 'watch':
      for (const place of holders.keys()) watch(place, message.id);
      return tell({ kind: 'watching', id: message.id });
    case 'count': {
      const counts = [...holders.values()].map(held);
      const { user, system } = process.cpuUsage();
      const processor = (user + system) / 1000;
      return tell({ kind: 'counted', least: Math.min(...counts), most: Math.max(...counts), processor });
    }
    case 'end':
      await nodes.disposeAsync();
      process.disconnect();
  }
}

for (let place = Number(first); place < Number(first) + Number(count); place += 1) {
  const node = nodes.use(await startBenchNode(join(folder, `holder-${place}`), `Holder ${place}`));
  holders.set(place, node.core);
}
process.on('message', (message) => void follow(message as ToHolders));
process.on('disconnect', () => process.exit());
tell({ kind: 'ready' });
