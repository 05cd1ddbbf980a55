import { type Command, Option } from 'commander';
import { sizeText } from '../terminal/size-text.ts';
import { type ConnectionOptions, withConnection, withExamples } from './options.ts';

type ExportOptions = ConnectionOptions & {
  readonly as?: string;
  readonly format: 'stix' | 'csv';
  readonly collection?: string;
  readonly output?: string;
  readonly proofs?: boolean;
};

export function addExportCommand(program: Command): void {
  const command = program
    .command('export')
    .description('write what a member may see, and nothing else: each object once, its exact text')
    .option('--as <member>', 'as whom; without this option the member that made the node, or the token’s')
    .addOption(
      new Option('--format <f>', 'a STIX bundle, or indicators as CSV').choices(['stix', 'csv']).default('stix'),
    )
    .option('--collection <name>', 'only what is in this collection (alias or id)')
    .option('--proofs', 'with the proof of each object that was signed, for entente verify')
    .option('-o, --output <file>', 'file to write; without this option stdout');
  withExamples(
    withConnection(command),
    'entente export --as France --data ./data -o france.json',
    'entente export --as France --proofs --data ./data -o signed.json',
    'entente export --as Iraq --format csv --collection indicators --data ./data > indicators.csv',
  ).action(async ({ output, ...options }: ExportOptions) => {
    const [{ connect }, { writeExport }] = await Promise.all([
      import('../connection/connect.ts'),
      import('../write-export.ts'),
    ]);
    await using connection = await connect(options);
    const written = await writeExport(connection.exportFile(options), output);
    if (output === undefined) return;
    const { printJson, printLine } = await import('../terminal/print.ts');
    if (options.json) printJson({ file: output, bytes: written });
    else printLine(`Wrote ${output} (${sizeText(written)}).`);
  });
}
