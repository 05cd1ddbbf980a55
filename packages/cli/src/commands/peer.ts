import { readFileSync } from 'node:fs';
import type { Peer } from '@entente/server/api-types';
import { type Command, Option } from 'commander';
import { openPeers } from '../peer/open-peers.ts';
import { printJson, printLine, printNote, printTable } from '../terminal/print.ts';
import { type ConnectionOptions, withConnection, withExamples } from './options.ts';
import { addSetAsideCommands } from './set-aside.ts';

type Directions = { readonly send: boolean; readonly receive: boolean; readonly address?: string };

export function addPeerCommand(program: Command): void {
  const peer = program.command('peer').description('other nodes: invite, join, confirm, list, pause, end');

  withExamples(
    withDirections(
      peer.command('invite').description('make an invitation for another node: a text that works once, for an hour'),
    ),
    'entente peer invite --data ./data --address https://node.us.example',
    'entente peer invite --no-receive --url http://127.0.0.1:4000 --token TOKEN',
  ).action(async ({ send, receive, address, ...options }: ConnectionOptions & Directions) => {
    await using source = await openPeers(options);
    const made = await source.invite({ sending: send, receiving: receive, url: address });
    const { own } = await source.list();
    if (options.json) return printJson({ ...made, fingerprint: own.fingerprint });
    if (process.stdout.isTTY) {
      const { renderUnicodeCompact } = await import('uqr');
      process.stdout.write(`${renderUnicodeCompact(made.invitation)}\n`);
    }
    printLine(made.invitation);
    printNote(`\nIt works once, until ${made.expires}. Hand it over as you would a password.`);
    printNote(`Then compare over the phone. This node: ${own.fingerprint}`);
  });

  withExamples(
    withDirections(
      peer
        .command('join <invitation>')
        .description('join the node that invited; "-" reads the invitation from stdin')
        .option('--yes', 'join without asking; compare the fingerprints afterwards, with entente peer confirm'),
    ),
    'entente peer join entente-invitation:eyJ2… --data ./data --address https://node.fr.example',
    'entente peer join - --yes --url http://127.0.0.1:4000 --token TOKEN < invitation.txt',
  ).action(async (given: string, options: ConnectionOptions & Directions & { readonly yes?: true }) => {
    const { send, receive, address, yes, ...connection } = options;
    const invitation = given === '-' ? readFileSync(0, 'utf8') : given;
    await using source = await openPeers(connection);
    const inviting = await source.look(invitation);
    const { own } = await source.list();
    if (!options.json) {
      printLine(`${inviting.name} invites, of the coalition ${inviting.coalition}: ${inviting.url ?? ''}`);
      printLine(`It hosts ${inviting.hosts.map(hostLine).join(', ')}.`);
      printLine(`Its fingerprint   ${inviting.fingerprint}`);
      printLine(`Ours              ${own.fingerprint}`);
    }
    const isCompared = yes === true ? false : await areTheSame();
    const joined = await source.join({ invitation, sending: send, receiving: receive, url: address });
    const peer = isCompared ? await source.confirm(joined.id, inviting.fingerprint) : joined;
    if (options.json) return printJson(peer);
    printLine(
      isCompared
        ? `Joined ${peer.name}. What it sends comes once its people have confirmed too.`
        : `Joined ${peer.name}. Nothing passes before both sides confirm: entente peer confirm "${peer.name}" FINGERPRINT`,
    );
  });

  withExamples(
    withConnection(
      peer
        .command('confirm <node> <fingerprint...>')
        .description('say that a node’s fingerprint is the one that its people read out over the phone'),
    ),
    'entente peer confirm France 01234 56789 01234 56789 01234 56789 01234 56789 --data ./data',
  ).action(async (node: string, fingerprint: string[], options: ConnectionOptions) => {
    await using source = await openPeers(options);
    const peer = await source.confirm(node, fingerprint.join(' '));
    if (options.json) printJson(peer);
    else printLine(peer.waits ?? `${peer.name} is confirmed: ${stateLine(peer)}`);
  });

  withExamples(
    withConnection(peer.command('list').description('the nodes that this one exchanges with, and how that goes')),
    'entente peer list --data ./data',
  ).action(async (options: ConnectionOptions) => {
    await using source = await openPeers(options);
    const { own, peers } = await source.list();
    if (options.json) return printJson({ own, peers });
    printLine(`This node: ${own.name}, fingerprint ${own.fingerprint}`);
    if (peers.length === 0) return printLine('It exchanges with no other. Begin with: entente peer invite');
    printTable(
      ['Node', 'Hosts', 'We send', 'We take', 'State', 'Set aside', 'Fingerprint'],
      peers.map((each) => [
        each.name,
        each.hosts.map(({ name }) => name).join(', '),
        each.sending,
        each.receiving,
        stateLine(each),
        String(each.status.setAside),
        each.fingerprint,
      ]),
    );
  });

  withExamples(
    withConnection(
      peer
        .command('change <node>')
        .description('pause, go on with or end a direction; call a node a hub')
        .addOption(new Option('--sending <state>', 'what we send to it; ended is for good').choices(states))
        .addOption(new Option('--receiving <state>', 'what we take from it; ended is for good').choices(states))
        .option('--hub', 'it may pass on what others released to the whole coalition')
        .option('--no-hub', 'it may not'),
    ),
    'entente peer change France --sending paused --data ./data',
    'entente peer change Secretariat --hub --url http://127.0.0.1:4000 --token TOKEN',
  ).action(async (node: string, { sending, receiving, hub, ...options }: ConnectionOptions & ChangeOptions) => {
    await using source = await openPeers(options);
    const peer = await source.change(node, { sending, receiving, relays: hub });
    if (options.json) printJson(peer);
    else printLine(`${peer.name}: we send ${peer.sending}, we take ${peer.receiving}${peer.relays ? ', a hub' : ''}.`);
  });

  withExamples(
    withConnection(peer.command('log <node>').description('what happened with a node, newest first')),
    'entente peer log France --data ./data',
  ).action(async (node: string, options: ConnectionOptions) => {
    await using source = await openPeers(options);
    const log = await source.log(node);
    if (options.json) printJson(log);
    else
      printTable(
        ['When', 'What', ''],
        log.entries.map(({ at, kind, detail }) => [at, kind, detail]),
      );
  });

  addSetAsideCommands(peer);
}

const states = ['on', 'paused', 'ended'] as const;
type State = (typeof states)[number];
type ChangeOptions = { readonly sending?: State; readonly receiving?: State; readonly hub?: boolean };

function withDirections(command: Command): Command {
  return withConnection(
    command
      .option('--no-send', 'do not send to it for now')
      .option('--no-receive', 'do not take from it for now')
      .option('--address <url>', 'where the other node reaches this one (or ENTENTE_PUBLIC_URL)'),
  );
}

function hostLine({ name, known }: Peer['hosts'][number]): string {
  return known ? name : `${name} (not a member here yet)`;
}

function stateLine({ confirmed, waits, status }: Peer): string {
  if (waits !== undefined) return waits;
  if (confirmed === undefined) return 'not confirmed';
  if (status.failure !== undefined) {
    return `${status.failure.message}${status.caughtUp === undefined ? '' : ` Last complete ${status.caughtUp}.`}`;
  }
  if (status.connected) return 'connected';
  return status.caughtUp === undefined ? 'confirmed, not connected' : `all of ${status.caughtUp} is here`;
}

async function areTheSame(): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const { createInterface } = await import('node:readline/promises');
  const asked = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await asked.question('Do their people read the same out to you over the phone? [y/N] ');
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    asked.close();
  }
}
