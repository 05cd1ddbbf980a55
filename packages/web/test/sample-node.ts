import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  dataFile,
  defaultLimits,
  initialise,
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
export function startSampleNode(): Promise<Node> {
  return startWebNode(loadSample, {
    accounts: sampleAccounts().map(({ email, name, member, about }) => ({ email, name, member, about })),
    password: samplePassword,
  });
}

/** Who administers a node that has just been made; the password is that of the sample. */
export const firstAdmin = 'me@first.example';

/** The same of a coalition that has just been made: one member, one account, and nothing published. */
export function startEmptyNode(): Promise<Node> {
  return startWebNode(async (database) => {
    await initialise(database, {
      name: 'Energy ISAC',
      member: { name: 'Grid North', kind: 'organisation' },
      admin: { email: firstAdmin, password: samplePassword },
    });
  });
}

async function startWebNode(
  fill: (database: ReturnType<typeof openDatabase>) => Promise<unknown>,
  demo?: NonNullable<Parameters<typeof startNode>[0]['demo']>,
): Promise<Node> {
  const data = mkdtempSync(join(tmpdir(), 'entente-web-'));
  {
    using database = openDatabase(dataFile(data));
    await fill(database);
  }
  const node = await startNode({
    data,
    host: '127.0.0.1',
    port: 0,
    webRoot,
    logLevel: 'silent',
    limits: defaultLimits,
    ...(demo === undefined ? {} : { demo }),
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
