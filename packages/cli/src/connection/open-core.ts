import { existsSync } from 'node:fs';
import { type Core, type CoreOptions, createCore, dataFile, lockData, openDatabase } from '@entente/server';
import { Failure } from '../failure.ts';

/** The core of a node on a data folder that no server runs on; it stays locked until disposed of. */
export type OpenCore = AsyncDisposable & { readonly core: Core };

/** Throws where there is no coalition in it, and where a server has it. */
export function openCore(data: string, options: CoreOptions = {}): OpenCore {
  mustHoldCoalition(data);
  const lock = lockData(data);
  try {
    const core = createCore(openDatabase(dataFile(data)), options);
    return {
      core,
      async [Symbol.asyncDispose]() {
        await core.close();
        lock[Symbol.dispose]();
      },
    };
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
}

/** Opening would make a data file; a mistyped folder must not leave one behind. */
export function mustHoldCoalition(data: string): void {
  if (existsSync(dataFile(data))) return;
  throw new Failure(
    `${data} holds no coalition`,
    `Make one with: entente init --data ${data} --coalition NAME --member NAME --admin EMAIL`,
  );
}
