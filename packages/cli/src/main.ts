import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Half of a short command is compiling. The folder is the installer's own: a shared one could be written to by others.
enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/entente', import.meta.url)));

// `entente export … | head` closes the pipe early: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const [{ createProgram }, { reportFailure }] = await Promise.all([import('./program.ts'), import('./failure.ts')]);
try {
  await createProgram().parseAsync(process.argv);
} catch (error) {
  process.exitCode = reportFailure(error);
}
