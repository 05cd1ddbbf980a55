import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFile } from '@entente/server';
import { scratchFolder } from './coalition.ts';

/**
 * A data folder with a corpus: made where `data` says, or taken from there; without it, made in a folder that is gone
 * when disposed. `what` names the corpus. Throws where something else is there, or what was not made to its end.
 */
export async function keptCorpus(
  data: string | undefined,
  what: string,
  make: (folder: string) => Promise<void>,
): Promise<Disposable & { readonly path: string }> {
  if (data === undefined) {
    using stack = new DisposableStack();
    const { path } = stack.use(scratchFolder());
    await make(path);
    const kept = stack.move();
    return { path, [Symbol.dispose]: () => kept.dispose() };
  }
  const label = join(data, 'corpus.txt');
  if (!existsSync(dataFile(data))) {
    mkdirSync(data, { recursive: true });
    await make(data);
    writeFileSync(label, what);
  }
  const found = existsSync(label) ? readFileSync(label, 'utf8') : 'a corpus that was not made to its end';
  if (found !== what) throw new Error(`In ${data} is ${found}, and not ${what}: name another folder, or delete it.`);
  return { path: data, [Symbol.dispose]: () => {} };
}

/** A copy of a data folder, for what writes into it; gone when disposed. */
export function copyOf(data: string): Disposable & { readonly path: string } {
  const scratch = scratchFolder();
  cpSync(data, scratch.path, { recursive: true });
  return scratch;
}
