/** What a line at the head of a letter, a memorandum or a form says. */
export type FormLine =
  | { readonly says: 'headline' | 'byline' | 'published'; readonly text: string }
  | { readonly says: 'other' };

const heads: readonly { readonly find: RegExp; readonly says: 'headline' | 'byline' | 'published' | 'other' }[] = [
  { find: /^(?:subject|re|topic):\s+(.+)$/i, says: 'headline' },
  { find: /^(?:from|sender|author):\s+(.+)$/i, says: 'byline' },
  { find: /^(?:dated?|sent|issued|published):\s+(.+)$/i, says: 'published' },
  {
    find: /^(?:to|cc|bcc|attn|via|ref(?:erence)?|our ref(?:erence)?|your ref(?:erence)?|classification|distribution|period):\s+(.+)$/i,
    says: 'other',
  },
];

/** Reads a line of a form's head; undefined for what is none. */
export function readFormLine(line: string): FormLine | undefined {
  if (line.length > 160) return undefined;
  for (const { find, says } of heads) {
    const text = find.exec(line)?.[1]?.trim();
    if (text === undefined) continue;
    return says === 'other' ? { says } : { says, text: says === 'byline' ? nameIn(text) : text };
  }
  return undefined;
}

/** `"Jane Roe" <jane@example>` is Jane Roe. */
function nameIn(sender: string): string {
  return sender.replace(/\s*<[^>]*>$/, '').replace(/^"(.*)"$/, '$1') || sender;
}
