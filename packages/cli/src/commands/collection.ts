import type { Collection, TlpLevel } from '@entente/server/api-types';
import type { Command } from 'commander';
import { connect } from '../connection/connect.ts';
import { printJson, printLine, printTable } from '../terminal/print.ts';
import { type ConnectionOptions, parseAccess, parseTlp, withConnection, withExamples } from './options.ts';

type AddOptions = ConnectionOptions & {
  readonly alias?: string;
  readonly description?: string;
  readonly readers?: 'all' | string[];
  readonly writers?: 'all' | string[];
  readonly unmarked?: TlpLevel;
  readonly member?: string;
};

export function addCollectionCommand(program: Command): void {
  const collection = program.command('collection').description('collections that members publish to: add, list');

  withExamples(
    withConnection(
      collection
        .command('add <title>')
        .description('add a collection')
        .option('--alias <name>', 'short name, usable wherever its id is')
        .option('--description <text>', 'what belongs in it')
        .option(
          '--readers <list>',
          '"all" members (as without this option), or their names separated by commas',
          parseAccess,
        )
        .option('--writers <list>', '"all" members, or names; without this option the owner alone', parseAccess)
        .option(
          '--unmarked <tlp>',
          'what no marking means here; without this option: private to the originator',
          parseTlp,
        )
        .option('--member <name>', 'the member that owns it; without this option the one that made the node'),
    ),
    'entente collection add "Indicators" --alias indicators --writers all --data ./data',
    'entente collection add "ATT&CK" --alias attack --unmarked clear --data ./data --json',
    'entente collection add "Border" --readers France,Iraq --writers France,Iraq --member France --data ./data',
  ).action(async (title: string, options: AddOptions) => {
    const { data: _d, url: _u, token: _t, json, member, ...facts } = options;
    await using connection = await connect(options);
    const added = await connection.addCollection({
      title,
      ...facts,
      ...(member === undefined ? {} : { owner: member }),
    });
    if (json) printJson(added);
    else printLine(`Added the collection ${added.title} (${added.id}).`);
  });

  withExamples(
    withConnection(collection.command('list').description('list the collections')),
    'entente collection list --data ./data',
  ).action(async (options: ConnectionOptions) => {
    await using connection = await connect(options);
    const collections = await connection.collections();
    if (options.json) printJson({ collections });
    else {
      printTable(
        ['Title', 'Alias', 'Owner', 'Readers', 'Writers', 'Unmarked means', 'Id'],
        collections.map((each) => [
          each.title,
          each.alias ?? '',
          each.owner.name,
          accessText(each.readers),
          accessText(each.writers),
          each.unmarked ?? 'private',
          each.id,
        ]),
      );
    }
  });
}

/** Who may, in a cell; only its owner and administrators are told. */
function accessText(access: Collection['readers']): string {
  if (access === undefined) return '';
  if (access === 'all') return 'all';
  return access.length === 0 ? 'its owner' : access.map(({ name }) => name).join(', ');
}
