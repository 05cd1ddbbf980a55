import { writeQuantity } from '@entente/commitments';
import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../../accounts/viewer.ts';
import { Problem } from '../../http/problem.ts';
import type { ReleaseNames } from '../../members/release-names.ts';
import { commitmentObject, eventObject } from '../given-event.ts';
import type { LedgerReader } from '../ledger-reader.ts';
import type { Release } from '../messages.ts';
import { type Recorder, recordedMessage } from '../recorder.ts';
import type { Mapping } from './columns.ts';
import { type ReadRow, readRow } from './read-row.ts';
import type { Sheet } from './read-sheet.ts';

/** What becomes, or became, of one row of a file; rows are counted as a spreadsheet counts them. */
export type RowOutcome = {
  readonly row: number;
  readonly state: 'new' | 'event' | 'unchanged' | 'refused';
  readonly name?: string;
  readonly reasons: readonly string[];
};

type Parts = { readonly names: ReleaseNames; readonly reader: LedgerReader; readonly record: Recorder };

/**
 * Reads a table as commitments and events. Rows of one name, member and place are one commitment; one that the viewer
 * has already gets the event. Without a release nothing is recorded: the same answer is a preview.
 */
export async function importSheet(
  { names, reader, record }: Parts,
  viewer: Viewer,
  sheet: Sheet,
  mapping: Mapping,
  release: z.output<typeof Release> | undefined,
): Promise<readonly RowOutcome[]> {
  const ledger = reader.of(viewer);
  const known = new Map<string, string>();
  for (const { id, name, by, place } of ledger.commitments.values()) known.set(keyOf(name, by, place), id);
  const self = names.identityOf(viewer.member);
  const told = new Set(
    ledger.events.map(({ commitment, kind, said, effective, quantity, source }) =>
      eventKey(commitment, kind, said, effective, quantity && writeQuantity(quantity), source.key),
    ),
  );
  const outcomes: RowOutcome[] = [];
  for (const [index, cells] of sheet.slice(1).entries()) {
    const read = readRow(cells, mapping);
    outcomes.push({ row: index + 2, ...(await take(read)) });
  }
  return outcomes;

  async function take(read: ReadRow): Promise<Omit<RowOutcome, 'row'>> {
    if (!read.ok) return { state: 'refused', reasons: read.reasons };
    const { commitment, event, id: named } = read;
    const { name } = commitment;
    try {
      const object = commitmentObject(names, viewer, commitment);
      const key = keyOf(name, String(object.by_ref), commitment.place);
      if (named !== undefined && !ledger.commitments.has(named)) {
        throw new Problem('not-found', 'There is no commitment of that id, or it is not released to you.');
      }
      const found = named ?? known.get(key);
      if (event !== undefined) {
        const made = eventObject(names, viewer, found ?? 'commitment--', event);
        const source = made.source_ref ?? String(made.source_name ?? self).toLowerCase();
        const same = eventKey(found || key, made.event, made.said, made.effective, made.quantity, source);
        if (told.has(same)) return { state: 'unchanged', name, reasons: [] };
        told.add(same);
      } else if (found !== undefined) return { state: 'unchanged', name, reasons: [] };
      const about = found ?? (await create(object, key));
      if (event !== undefined && release !== undefined && about !== '') {
        await record(viewer, release, () => eventObject(names, viewer, about, event));
      }
      return { state: found === undefined ? 'new' : 'event', name, reasons: [] };
    } catch (error) {
      if (error instanceof Problem) return { state: 'refused', name, reasons: [error.message] };
      throw error;
    }
  }

  /** The id of the new commitment; '' in a preview, or where it waits for a second person. */
  async function create(object: ReturnType<typeof commitmentObject>, key: string): Promise<string> {
    const id = release === undefined ? '' : (recordedMessage(await record(viewer, release, () => object)).id ?? '');
    known.set(key, id);
    return id;
  }
}

function keyOf(name: string, by: string, place: string | undefined): string {
  return JSON.stringify([name.toLowerCase(), by, place?.toLowerCase() ?? '']);
}

/** Two entries of a series that say the same are one, however often a file is brought in. */
function eventKey(...said: readonly unknown[]): string {
  return JSON.stringify(said.map((each) => each ?? ''));
}
