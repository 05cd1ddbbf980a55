import { setTimeout as pause } from 'node:timers/promises';
import type { SetAsideRun } from '@entente/server/api-types';
import type { Command } from 'commander';
import { Failure } from '../failure.ts';
import { openPeers } from '../peer/open-peers.ts';
import type { PeerSource } from '../peer/peer-source.ts';
import { printJson, printLine, printTable } from '../terminal/print.ts';
import { showProgress, untilDone } from '../terminal/progress.ts';
import { type ConnectionOptions, withConnection, withExamples } from './options.ts';

const lookMilliseconds = 200;

/** What could not be taken of other nodes. */
export function addSetAsideCommands(peer: Command): void {
  withExamples(
    withConnection(peer.command('set-aside <node>').description('what it sent that could not be taken, and why')),
    'entente peer set-aside France --data ./data',
  ).action(async (node: string, options: ConnectionOptions) => {
    await using source = await openPeers(options);
    const list = await source.setAside(node);
    if (options.json) return printJson(list);
    if (list.total === 0) return printLine('Nothing: all that came could be taken.');
    printTable(
      ['Reason', 'Objects'],
      list.reasons.map(({ rule, count }) => [rule, String(count)]),
    );
    printTable(
      ['Object', 'For', 'Why', 'Since'],
      list.setAside.map(({ object, member, reason, at }) => [object, member.name, reason, at]),
    );
  });

  withExamples(
    withConnection(
      peer
        .command('retry <node>')
        .description('try all that was set aside once more, or what waits for one reason')
        .option('--reason <rule>', 'as entente peer set-aside names it'),
    ),
    'entente peer retry France --data ./data',
    'entente peer retry France --reason unknown-key --url http://127.0.0.1:4000 --token TOKEN',
  ).action(async (node: string, { reason, ...options }: ConnectionOptions & { readonly reason?: string }) => {
    await using source = await openPeers(options);
    const run = await untilOver(source, node, await source.retryAll(node, reason), options.json === true);
    if (options.json) printJson(run);
    else printLine(`Taken now: ${run.taken} of ${run.done}.`);
    if (run.failure !== undefined) throw new Failure(`it ended before all were tried: ${run.failure}`, 'Try again.');
  });
}

async function untilOver(source: PeerSource, node: string, begun: SetAsideRun, isQuiet: boolean): Promise<SetAsideRun> {
  using progress = showProgress('Trying again', begun.total, isQuiet, 'objects');
  const shown = untilDone(progress);
  let run = begun;
  while (!run.isOver) {
    await pause(lookMilliseconds);
    run = (await source.setAside(node)).run ?? { ...run, isOver: true };
    shown(run.done);
  }
  return run;
}
