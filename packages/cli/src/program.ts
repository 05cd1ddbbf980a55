import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { addAccountCommand } from './commands/account.ts';
import { addAlertsCommand } from './commands/alerts.ts';
import { addAskReleaseCommand } from './commands/ask-release.ts';
import { addAuditCommand } from './commands/audit.ts';
import { addBackupCommand } from './commands/backup.ts';
import { addBriefCommand } from './commands/brief.ts';
import { addClaimsCommand } from './commands/claims.ts';
import { addCollectionCommand } from './commands/collection.ts';
import { addCommitmentsCommand } from './commands/commitments.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addExportCommand } from './commands/export.ts';
import { addFeedCommand } from './commands/feed.ts';
import { addGroupCommand } from './commands/group.ts';
import { addImportCommand } from './commands/import.ts';
import { addInitCommand } from './commands/init.ts';
import { addKeyCommand } from './commands/key.ts';
import { addMemberCommand } from './commands/member.ts';
import { addPeerCommand } from './commands/peer.ts';
import { addPositionsCommand } from './commands/positions.ts';
import { addPreviewCommand } from './commands/preview.ts';
import { addRecallCommand } from './commands/recall.ts';
import { addReceiptsCommand } from './commands/receipts.ts';
import { addReportCommand } from './commands/report.ts';
import { addRestoreCommand } from './commands/restore.ts';
import { addRosterCommand } from './commands/roster.ts';
import { addSearchCommand } from './commands/search.ts';
import { addServeCommand } from './commands/serve.ts';
import { addShowCommand } from './commands/show.ts';
import { addSignalsCommand } from './commands/signals.ts';
import { addStatementsCommand } from './commands/statements.ts';
import { addTaxiiFeedCommand } from './commands/taxii-feed.ts';
import { addTokenCommand } from './commands/token.ts';
import { addUnitCommand } from './commands/unit.ts';
import { addVerifyCommand } from './commands/verify.ts';
import { addWhyCommand } from './commands/why.ts';

/** The whole command line. What a command needs is loaded when it runs, so that help comes at once. */
export function createProgram(): Command {
  const program = new Command('entente')
    .description('The shared picture of a coalition: a node that shares STIX as far as each owner allows.')
    .version(version(), '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    // So that a command may have a --version of its own.
    .enablePositionalOptions()
    .showHelpAfterError('(add --help for what this command takes)')
    .showSuggestionAfterError()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/, 'entente:')) })
    .exitOverride();
  program.addHelpText('after', '\nExit codes: 0 done, 1 refused or failed, 2 called wrongly.\nMore: docs/cli.md');

  program.commandsGroup('A node:');
  addServeCommand(program);
  addInitCommand(program);
  addDemoCommand(program);
  addDoctorCommand(program);
  addBackupCommand(program);
  addRestoreCommand(program);
  addAuditCommand(program);
  program.commandsGroup('Its coalition:');
  addMemberCommand(program);
  addUnitCommand(program);
  addGroupCommand(program);
  addCollectionCommand(program);
  addAccountCommand(program);
  addTokenCommand(program);
  addPeerCommand(program);
  addRosterCommand(program);
  addKeyCommand(program);
  program.commandsGroup('Its content:');
  addImportCommand(program);
  addExportCommand(program);
  addTaxiiFeedCommand(program);
  addBriefCommand(program);
  addVerifyCommand(program);
  addSearchCommand(program);
  addCommitmentsCommand(program);
  addShowCommand(program);
  addPreviewCommand(program);
  addWhyCommand(program);
  addRecallCommand(program);
  addReceiptsCommand(program);
  addAskReleaseCommand(program);
  program.commandsGroup('What they say:');
  addClaimsCommand(program);
  addPositionsCommand(program);
  addSignalsCommand(program);
  addAlertsCommand(program);
  program.commandsGroup('Texts:');
  addReportCommand(program);
  addFeedCommand(program);
  addStatementsCommand(program);
  return program;
}

function version(): string {
  const file = new URL('../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
