import { detectFormat } from '@entente/convert';
import { beginsWithLines } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import type { Collection } from '../collections/collection-store.ts';
import { Problem } from '../http/problem.ts';
import type { ImportSummary } from '../objects/messages.ts';
import type { ObjectService, StreamOptions } from '../objects/object-service.ts';
import { mispSplitter, stixSplitter } from './import-splitter.ts';
import { createImportSummary, type ImportSummaryCollector } from './import-summary.ts';
import { withoutResponse } from './misp-response.ts';
import { peek, unpack } from './unpack.ts';

export type ImportOptions = StreamOptions & {
  /** Bounds, in bytes: of the whole, unpacked, and of one object. */
  readonly importBytes: number;
  readonly objectBytes: number;
};

/** As much of a file as its format is told from. */
const headLength = 65_536;

/**
 * Brings in a file of any supported format, in memory that does not grow with it: STIX 2.1 and 2.0 (bundles, TAXII
 * envelopes, lists, NDJSON) and MISP events, each also as gzip. What is there already stays unchanged, so a second
 * import changes nothing. Throws `not-allowed` and `too-large`; what went before is stored.
 */
export async function importStream(
  service: Pick<ObjectService, 'addStream'>,
  viewer: Viewer,
  collection: Collection,
  chunks: AsyncIterable<Uint8Array>,
  { importBytes, objectBytes, ...options }: ImportOptions,
): Promise<z.infer<typeof ImportSummary>> {
  const summary = createImportSummary();
  const { head, all } = await peek(untilDamaged(unpack(chunks, importBytes), summary), headLength);
  if (head.subarray(0, 4).includes(0)) {
    summary.refuse({ path: '', rule: 'not-utf8', section: '', message: 'This is no text in UTF-8: save it as such.' });
    return summary.result();
  }
  const isMisp = detectFormat(head) === 'misp';
  const splitter = isMisp ? mispSplitter(summary) : stixSplitter(objectBytes, beginsWithLines(head), summary);
  const read = isMisp ? withoutResponse(all) : all;
  await service.addStream(viewer, collection, splitter, read, summary.tell, options);
  return summary.result(options.imported !== undefined);
}

/** A damaged file ends where it is damaged: what was read before counts, and the rest is refused. */
async function* untilDamaged(
  chunks: AsyncIterable<Uint8Array>,
  summary: ImportSummaryCollector,
): AsyncIterable<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'bad-request')) throw error;
    summary.refuse({ path: '', rule: 'damaged-file', section: '', message: error.message });
  }
}
