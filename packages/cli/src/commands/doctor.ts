import { styleText } from 'node:util';
import type { Command } from 'commander';
import { exitCode } from '../failure.ts';
import { printJson, printLine } from '../terminal/print.ts';
import { printable } from '../terminal/printable.ts';
import { withExamples, withJson } from './options.ts';

type DoctorOptions = { readonly data?: string; readonly thorough?: boolean; readonly json?: boolean };

const marks = { ok: ['green', 'ok     '], warning: ['yellow', 'warning'], failed: ['red', 'FAILED '] } as const;

export function addDoctorCommand(program: Command): void {
  const command = program
    .command('doctor')
    .description('check the installation and the data of a node, and say what to do; changes nothing')
    .option('--data <dir>', 'data folder to check; without this option only the installation')
    .option(
      '--thorough',
      'also compare every index with its table and every picture with its objects, which takes longer',
    );
  withExamples(
    withJson(command),
    'entente doctor',
    'entente doctor --data ./data --thorough',
    'entente doctor --data ./data --json',
  ).action(async ({ data, thorough = false, json = false }: DoctorOptions) => {
    const { examine } = await import('../doctor/examine.ts');
    const results = [];
    for (const result of examine(data, thorough)) {
      results.push(result);
      if (json) continue;
      const [colour, mark] = marks[result.state];
      const styled = styleText(colour, mark, { stream: process.stdout });
      process.stdout.write(`${styled}  ${result.check}: ${printable(result.message)}\n`);
      if (result.advice !== undefined) printLine(`         ${result.advice}`);
    }
    const isWell = results.every(({ state }) => state !== 'failed');
    if (json) printJson({ ok: isWell, checks: results });
    if (!isWell) process.exitCode = exitCode.refused;
  });
}
