import { styleText } from 'node:util';
import { printable } from './printable.ts';

/** One line of JSON on stdout, for scripts. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** A line for people on stdout. */
export function printLine(text: string): void {
  process.stdout.write(`${printable(text)}\n`);
}

/** A line for people on stderr, where it is not part of the result. */
export function printNote(text: string): void {
  process.stderr.write(`${printable(text)}\n`);
}

/** Rows under headings, in columns as wide as they need to be. */
export function printTable(headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const cells = rows.map((row) => row.map((cell) => printable(cell).replace(/\s+/g, ' ')));
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...cells.map((row) => [...(row[column] ?? '')].length)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - [...cell].length)))
      .join('  ')
      .trimEnd();
  process.stdout.write(`${styleText('bold', line(headings), { stream: process.stdout })}\n`);
  for (const row of cells) process.stdout.write(`${line(row)}\n`);
}
