import type { ImportSummary } from '@entente/server/api-types';
import { printJson, printLine, printNote, printTable } from './print.ts';

/** Refusals shown to people; scripts get all of them. */
const mostShown = 100;

/** What became of an import: by type on stdout, and what was refused on stderr. */
export function printImport(summary: ImportSummary, isJson: boolean): void {
  if (isJson) {
    printJson(summary);
    return;
  }
  const { stored, unchanged, refused, byType, refusals, notes } = summary;
  const types = Object.entries(byType);
  if (types.length > 0) {
    printTable(
      ['Type', 'Objects'],
      types.map(([type, count]) => [type, String(count)]),
    );
  }
  printLine(`${stored} stored, ${unchanged} unchanged, ${refused} refused.`);
  for (const note of notes) printNote(`note: ${note}`);
  for (const { id, path, rule, section, message } of refusals.slice(0, mostShown)) {
    const where = [id, path].filter((part) => part !== undefined && part !== '').join(' ');
    const why = section === '' ? rule : `${rule}, STIX 2.1 section ${section}`;
    printNote(`refused: ${where}${where === '' ? '' : ': '}${message} (${why})`);
  }
  if (refusals.length > mostShown) {
    printNote(`… and ${refusals.length - mostShown} more reasons; --json gives the first 1000.`);
  }
}
