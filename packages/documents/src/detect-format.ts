/** What a file is. */
export type DocumentFormat = 'text' | 'markdown' | 'html' | 'pdf' | 'docx' | 'mail' | 'feed';

/** What is known of a file beside its bytes. */
export type FileHint = { readonly name?: string | undefined; readonly mediaType?: string | undefined };

const byMediaType: Readonly<Record<string, DocumentFormat>> = {
  'text/markdown': 'markdown',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'message/rfc822': 'mail',
  'application/rss+xml': 'feed',
  'application/atom+xml': 'feed',
  'application/rdf+xml': 'feed',
  'application/feed+json': 'feed',
};
const byEnding: Readonly<Record<string, DocumentFormat>> = {
  txt: 'text',
  text: 'text',
  md: 'markdown',
  markdown: 'markdown',
  htm: 'html',
  html: 'html',
  xhtml: 'html',
  pdf: 'pdf',
  docx: 'docx',
  eml: 'mail',
  rss: 'feed',
  atom: 'feed',
};
const mailHeaders = /^(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)*(?:From|Received|Return-Path|MIME-Version):/i;

/** First by what cannot be mistaken (the first bytes), then by what it is said to be, then by how it looks. */
export function detectFormat(
  bytes: Uint8Array,
  { name = '', mediaType = '' }: FileHint = {},
): DocumentFormat | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1');
  if (/^[\s\S]{0,1024}%PDF-/.test(head.slice(0, 1032))) return 'pdf';
  if (head.startsWith('PK\x03\x04')) return 'docx';
  const start = head.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (/^(?:<\?xml[^>]*>)?\s*(?:<!--[\s\S]*?-->\s*)*<(?:rss|feed|rdf:RDF)[\s>]/i.test(start)) return 'feed';
  if (/^\{[\s\S]*"version"\s*:\s*"https?:\/\/jsonfeed\.org\//.test(start)) return 'feed';
  const said = byMediaType[(mediaType.split(';')[0] ?? '').trim().toLowerCase()] ?? byEnding[endingOf(name)];
  if (said === 'pdf' || said === 'docx' || said === 'feed') return undefined;
  if (said !== undefined) return said;
  if (/^(?:<!doctype html|<html|<head|<body|<article)/i.test(start)) return 'html';
  if (mailHeaders.test(start)) return 'mail';
  return isBinary(bytes) ? undefined : 'text';
}

function endingOf(name: string): string {
  return /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Texts hold no nought bytes, but for UTF-16, which says so first. */
function isBinary(bytes: Uint8Array): boolean {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return !isUtf16 && bytes.subarray(0, 4096).includes(0);
}
