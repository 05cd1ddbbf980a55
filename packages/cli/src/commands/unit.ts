import type { Unit, UnitChange } from '@entente/server/api-types';
import { type Command, Option } from 'commander';
import { connect } from '../connection/connect.ts';
import { usageFailure } from '../failure.ts';
import { printJson, printLine, printTable } from '../terminal/print.ts';
import { type ConnectionOptions, withConnection, withExamples } from './options.ts';

type Clearances = { readonly amberStrict?: boolean; readonly amber?: boolean };
type AddOptions = ConnectionOptions &
  Clearances & {
    readonly member: string;
    readonly kind: 'internal' | 'served';
    readonly about?: string;
    readonly unlisted?: boolean;
  };

export function addUnitCommand(program: Command): void {
  const unit = program.command('unit').description('units of members: add, list, change, close');

  withExamples(
    withConnection(
      unit
        .command('add <name>')
        .description('add a unit of a member; releases name it as "Member/Unit"')
        .requiredOption('--member <name>', 'the member it belongs to')
        .addOption(
          new Option('--kind <kind>', 'part of its member’s organisation, or a client that it serves')
            .choices(['internal', 'served'])
            .makeOptionMandatory(),
        )
        .option('--amber-strict', 'internal: appoint it for TLP:AMBER+STRICT')
        .option('--amber', 'served: allow it TLP:AMBER')
        .option('--about <text>', 'a sentence about it')
        .option('--unlisted', 'the coalition is not told of it'),
    ),
    'entente unit add "Border Service" --member Iraq --kind internal --amber-strict --data ./data',
    'entente unit add "Baghdad Police" --member Iraq --kind served --amber --url http://127.0.0.1:4000 --token TOKEN',
  ).action(async (name: string, { member, kind, about, amber, amberStrict, unlisted, ...options }: AddOptions) => {
    await using connection = await connect(options);
    const added = await connection.addUnit(member, {
      name,
      kind,
      about,
      amber,
      amberStrict,
      listed: unlisted !== true,
    });
    if (options.json) printJson(added);
    else printLine(`Added the unit ${added.address} (${added.id}).`);
  });

  withExamples(
    withConnection(
      unit.command('list').description('list the units').option('--member <name>', 'only those of this member'),
    ),
    'entente unit list --data ./data',
  ).action(async (options: ConnectionOptions & { readonly member?: string }) => {
    await using connection = await connect(options);
    const units = await connection.units(options.member);
    if (options.json) printJson({ units });
    else {
      printTable(
        ['Unit', 'Kind', 'Down to', 'Known to', 'Closed', 'Identity'],
        units.map((each) => [
          each.address,
          each.kind,
          narrowest(each),
          each.listed ? 'the coalition' : 'its member',
          each.closed ?? '',
          each.id,
        ]),
      );
    }
  });

  withExamples(
    withConnection(
      unit
        .command('change <unit>')
        .description('change what a unit is cleared for, or tell the coalition of it')
        .option('--amber-strict', 'internal: appoint it for TLP:AMBER+STRICT')
        .option('--no-amber-strict', 'withdraw that')
        .option('--amber', 'served: allow it TLP:AMBER')
        .option('--no-amber', 'withdraw that')
        .option('--list', 'tell the coalition of it, for good'),
    ),
    'entente unit change "Iraq/Baghdad Police" --amber --data ./data',
    'entente unit change "Iraq/Border Service" --no-amber-strict --data ./data',
  ).action(async (named: string, options: ConnectionOptions & Clearances & { readonly list?: true }) => {
    const { amber, amberStrict, list } = options;
    if (amber === undefined && amberStrict === undefined && list === undefined) {
      throw usageFailure(
        'it is not said what is to change',
        'Give --amber, --amber-strict, or one of them with no-, or --list.',
      );
    }
    await show(named, { amber, amberStrict, listed: list }, options, ({ address }) => `Changed the unit ${address}.`);
  });

  withExamples(
    withConnection(unit.command('close <unit>').description('close a unit: nothing reaches it any more')),
    'entente unit close "Iraq/Baghdad Police" --data ./data',
  ).action(async (named: string, options: ConnectionOptions) => {
    const closed = ({ address }: Unit) =>
      `${address} is closed: nothing reaches it any more, and its accounts and tokens have ended.`;
    await show(named, { closed: true }, options, closed);
  });
}

async function show(
  named: string,
  change: UnitChange,
  options: ConnectionOptions,
  sentence: (unit: Unit) => string,
): Promise<void> {
  await using connection = await connect(options);
  const changed = await connection.changeUnit(named, change);
  if (options.json) printJson(changed);
  else printLine(sentence(changed));
}

/** The narrowest level at which it has what its member has; others than its member are not told. */
function narrowest({ amber, amberStrict }: Unit): string {
  if (amberStrict !== undefined) return amberStrict ? 'AMBER+STRICT' : 'AMBER';
  if (amber !== undefined) return amber ? 'AMBER' : 'GREEN';
  return '';
}
