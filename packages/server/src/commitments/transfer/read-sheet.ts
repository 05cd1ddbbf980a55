import { unzipSync } from 'fflate';
import { Problem } from '../../http/problem.ts';

/** What a file may hold: more is refused before it is unpacked or kept. */
export const sheetLimits = {
  bytes: 8 * 1024 * 1024,
  unpacked: 64 * 1024 * 1024,
  rows: 20_000,
  columns: 64,
  cell: 20_000,
  /** Elements of XML that are looked at: a small file may hold many millions, which would keep everybody waiting. */
  elements: 2_000_000,
};

/** Rows of cells as text. */
export type Sheet = readonly (readonly string[])[];

/**
 * Reads a spreadsheet: XLSX (the first sheet; ECMA-376) by its first bytes, else CSV (RFC 4180) in UTF-8 with commas,
 * semicolons or tabs. Throws `invalid` and `too-large`.
 */
export function readSheet(bytes: Uint8Array): Sheet {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  return isZip ? readXlsx(bytes) : readCsv(new TextDecoder('utf-8').decode(bytes).replace(/^\uFEFF/, ''));
}

function readCsv(text: string): Sheet {
  const head = text.slice(0, text.search(/[\r\n]|$/));
  const count = (sign: string): number => head.split(sign).length;
  const separator = [',', ';', '\t'].sort((a, b) => count(b) - count(a))[0] ?? ',';
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endCell = (): void => {
    if (row.length >= sheetLimits.columns || cell.length > sheetLimits.cell) throw tooLarge();
    // What an export made harmless for spreadsheets is what it was.
    row.push(/^'[=+\-@]/.test(cell) ? cell.slice(1) : cell);
    cell = '';
  };
  const endRow = (): void => {
    endCell();
    if (row.some((each) => each.trim() !== '')) rows.push(row);
    row = [];
    if (rows.length > sheetLimits.rows) throw tooLarge();
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? '';
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else isQuoted = false;
    } else if (sign === '"' && cell === '') isQuoted = true;
    else if (sign === separator) endCell();
    else if (sign === '\n') endRow();
    else if (sign !== '\r') cell += sign;
  }
  if (isQuoted) throw new Problem('invalid', 'The file ends inside a quoted cell.');
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}

const sheetName = 'xl/worksheets/sheet1.xml';
const stringsName = 'xl/sharedStrings.xml';

function readXlsx(bytes: Uint8Array): Sheet {
  let unpacked = 0;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (name !== sheetName && name !== stringsName) return false;
        unpacked += originalSize;
        if (unpacked > sheetLimits.unpacked) throw tooLarge();
        return true;
      },
    });
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('invalid', 'This is no XLSX file that can be read.');
  }
  const text = (name: string): string => new TextDecoder().decode(files[name] ?? new Uint8Array());
  if (files[sheetName] === undefined) throw new Problem('invalid', 'The file has no first sheet.');
  const elements = createElements();
  const strings: string[] = [];
  // More than one for each cell nothing can name.
  for (const each of elements(text(stringsName), 'si')) {
    if (strings.length > sheetLimits.rows * sheetLimits.columns) throw tooLarge();
    strings.push(textOf(elements, each));
  }
  const rows: string[][] = [];
  for (const row of elements(text(sheetName), 'row')) {
    if (rows.length > sheetLimits.rows) throw tooLarge();
    const cells: string[] = [];
    for (const cell of elements(row, 'c')) {
      const at = columnOf(/^<c[^>]*\sr="([A-Z]{1,3})\d+"/.exec(cell)?.[1]) ?? cells.length;
      if (at >= sheetLimits.columns) throw tooLarge();
      while (cells.length < at) cells.push('');
      cells[at] = cellText(elements, cell, strings);
    }
    if (cells.some((each) => each.trim() !== '')) rows.push(cells);
  }
  return rows;
}

function cellText(elements: Elements, cell: string, strings: readonly string[]): string {
  const type = /^<c[^>]*\st="(\w+)"/.exec(cell)?.[1];
  if (type === 'inlineStr') return textOf(elements, cell).slice(0, sheetLimits.cell);
  const [, value = ''] = /<v>([^<]*)<\/v>/.exec(cell) ?? [];
  return (type === 's' ? (strings[Number(value)] ?? '') : decode(value)).slice(0, sheetLimits.cell);
}

/** The elements of a name, from the start of each to its end. */
type Elements = (xml: string, name: string) => Generator<string, void>;

/** Finds them by walking on, so that no pattern can be made slow; of one file so many together, and no more. */
function createElements(): Elements {
  let left = sheetLimits.elements;
  return function* (xml, name) {
    const end = `</${name}>`;
    for (let at = 0; ; ) {
      const start = xml.indexOf(`<${name}`, at);
      if (start < 0) return;
      left -= 1;
      if (left < 0) throw tooLarge();
      at = start + name.length + 1;
      if (!/[\s>/]/.test(xml[at] ?? '')) continue;
      const open = xml.indexOf('>', at);
      if (open < 0) return;
      const close = xml[open - 1] === '/' ? open + 1 : xml.indexOf(end, open) + end.length;
      if (close < open) return;
      yield xml.slice(start, close);
      at = close;
    }
  };
}

/** All text runs (`t`) of an element. */
function textOf(elements: Elements, xml: string): string {
  let text = '';
  for (const each of elements(xml, 't')) text += decode(each.slice(each.indexOf('>') + 1, each.lastIndexOf('<')));
  return text;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{2,4}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[name as string] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : '';
  });
}

function columnOf(letters: string | undefined): number | undefined {
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function tooLarge(): Problem {
  const { rows, columns } = sheetLimits;
  return new Problem('too-large', `A sheet has ${rows} rows and ${columns} columns at the most.`);
}
