import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Failure } from './failure.ts';

/**
 * The text of a file, "-" being stdin, every character of it: a byte order mark stays, since offsets count it. UTF-8,
 * or UTF-16 where its mark says so; bytes that are neither become U+FFFD. Refuses what is no text.
 */
export async function readText(file: string): Promise<string> {
  const bytes = file === '-' ? await buffer(process.stdin) : await readFile(file);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  if (bytes.includes(0)) {
    throw new Failure(`${file} is not a text`, 'PDF, DOCX and others are read by "entente report add".');
  }
  return bytes.toString('utf8');
}
