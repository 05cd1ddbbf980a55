import type { Command } from 'commander';
import { reportFailure } from './failure.ts';
import { createProgram } from './program.ts';

// `entente export … | head` closes the pipe early: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const program = createProgram();
let running: Command | undefined;
program.hook('preAction', (_, command) => {
  running = command;
});
try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = reportFailure(error, running);
}
