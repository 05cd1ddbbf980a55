import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  dataFile,
  defaultLimits,
  loadSample,
  type Node,
  openDatabase,
  sampleAccounts,
  samplePassword,
  startNode,
} from '@entente/server';

const webRoot = fileURLToPath(new URL('../dist', import.meta.url));

/** Why there is nothing to look at; undefined once the application is built. */
export const notBuilt: string | undefined = existsSync(join(webRoot, 'index.html'))
  ? undefined
  : 'the web application is not built; run npm run build';

/** A real node with the sample coalition and the built application, in this process; gone when disposed of. */
export async function startSampleNode(): Promise<Node> {
  const data = mkdtempSync(join(tmpdir(), 'entente-web-'));
  {
    using database = openDatabase(dataFile(data));
    await loadSample(database);
  }
  const node = await startNode({
    data,
    host: '127.0.0.1',
    port: 0,
    webRoot,
    logLevel: 'silent',
    limits: defaultLimits,
    demo: {
      accounts: sampleAccounts().map(({ email, name, member, about }) => ({ email, name, member, about })),
      password: samplePassword,
    },
  });
  return {
    ...node,
    async [Symbol.asyncDispose]() {
      await node[Symbol.asyncDispose]();
      rmSync(data, { recursive: true });
    },
  };
}

export { samplePassword };
