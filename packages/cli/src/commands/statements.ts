import { basename } from 'node:path';
import type { Statement } from '@entente/statements';
import type { Command } from 'commander';
import { reportFailure } from '../failure.ts';
import { readText } from '../read-text.ts';
import { printJson, printLine } from '../terminal/print.ts';
import { withExamples, withJson } from './options.ts';

export function addStatementsCommand(program: Command): void {
  const command = program
    .command('statements <file...>')
    .description('find who said what in texts; proposals for a person to confirm. Needs no node; "-" is stdin');
  withExamples(
    withJson(command),
    'entente statements report.txt',
    'entente statements report.txt --json',
    'entente statements news/*.txt --json > statements.ndjson',
  ).action(async (files: readonly string[], { json = false }: { readonly json?: boolean }) => {
    const { extractStatements, statementsJson } = await import('@entente/statements');
    for (const file of files) {
      try {
        const text = await readText(file);
        if (json) {
          printJson({ ...(files.length === 1 ? {} : { file }), ...statementsJson(text) });
          continue;
        }
        if (files.length > 1) printLine(`${basename(file)}:`);
        for (const statement of extractStatements(text)) printStatement(text, statement);
      } catch (error) {
        // One file that cannot be read must not cost the answers of a thousand others.
        process.exitCode = reportFailure(error);
      }
    }
  });
}

function printStatement(text: string, { source, cue, content, kind }: Statement): void {
  const quoted = (spans: Statement['content']): string =>
    spans.map(([start, end]) => text.slice(start, end).replace(/\s+/g, ' ')).join(' … ');
  printLine(`${quoted(source) || '(nobody named)'}  [${kind}: ${quoted(cue)}]\n  ${quoted(content)}`);
}
