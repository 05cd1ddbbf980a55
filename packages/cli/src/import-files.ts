import { createReadStream, statSync } from 'node:fs';
import type { ImportSummary } from '@entente/server/api-types';
import type { Connection } from './connection/connection.ts';
import type { ImportTarget } from './connection/objects/object-source.ts';
import { Failure } from './failure.ts';
import { keepHeapSmall } from './keep-heap-small.ts';
import { type Progress, showProgress } from './terminal/progress.ts';

/** The name that means stdin. */
const stdin = '-';
const chunkBytes = 1024 * 1024;

/** Imports files one after the other and answers what became of all of them; a refusal names its file where there are several. */
export async function importFiles(
  connection: Connection,
  files: readonly string[],
  target: ImportTarget,
  isQuiet: boolean,
): Promise<ImportSummary> {
  // A missing file is found before the first is imported.
  const sizes = files.map((file) => (file === stdin ? undefined : sizeOf(file)));
  const total = sizes.reduce((sum, size) => (sum === undefined || size === undefined ? undefined : sum + size), 0);
  const keepSmall = keepHeapSmall();
  using progress = showProgress('Importing', total, isQuiet);
  const summaries: ImportSummary[] = [];
  for (const file of files) {
    const summary = await connection.importFile(target, counted(open(file), progress, keepSmall));
    summaries.push(files.length === 1 ? summary : naming(file, summary));
  }
  return add(summaries);
}

function sizeOf(file: string): number {
  const stat = statSync(file);
  if (stat.isDirectory()) throw new Failure(`${file} is a folder`, `Name the files in it: ${file}/*`);
  return stat.size;
}

function open(file: string): AsyncIterable<Buffer> {
  return file === stdin ? process.stdin : createReadStream(file, { highWaterMark: chunkBytes });
}

async function* counted(
  chunks: AsyncIterable<Buffer>,
  progress: Progress,
  keepSmall: (bytes: number) => Promise<void>,
): AsyncIterable<Uint8Array> {
  for await (const chunk of chunks) {
    await keepSmall(chunk.length);
    progress.advance(chunk.length);
    yield chunk;
  }
}

function naming(file: string, summary: ImportSummary): ImportSummary {
  return {
    ...summary,
    refusals: summary.refusals.map((refusal) => ({ ...refusal, message: `${file}: ${refusal.message}` })),
    notes: summary.notes.map((note) => `${file}: ${note}`),
  };
}

function add(summaries: readonly ImportSummary[]): ImportSummary {
  const byType: Record<string, number> = {};
  for (const [type, count] of summaries.flatMap((each) => Object.entries(each.byType))) {
    byType[type] = (byType[type] ?? 0) + count;
  }
  const sum = (key: 'stored' | 'unchanged' | 'refused'): number =>
    summaries.reduce((total, each) => total + each[key], 0);
  return {
    stored: sum('stored'),
    unchanged: sum('unchanged'),
    refused: sum('refused'),
    byType,
    refusals: summaries.flatMap(({ refusals }) => refusals),
    notes: summaries.flatMap(({ notes }) => notes),
  };
}
