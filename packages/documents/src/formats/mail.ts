import PostalMime from 'postal-mime';
import type { DocumentDraft } from '../draft.ts';
import { DocumentRefused } from '../limits.ts';
import { blocksOf } from './html.ts';
import { textBlocks } from './text-blocks.ts';

/** A mail: its subject as headline, its sender as publisher; the plain text where it has one. Attachments stay out. */
export async function readMail(bytes: Uint8Array): Promise<DocumentDraft> {
  const mail = await PostalMime.parse(bytes, { maxNestingDepth: 32, maxHeadersSize: 256 * 1024 }).catch(() => {
    throw new DocumentRefused('unreadable', 'This is no mail that can be read.');
  });
  const text = mail.text?.trim();
  const blocks = text ? textBlocks(text.replace(/\r\n?/g, '\n')) : blocksOf(mail.html ?? '');
  const sender = mail.from?.name || mail.from?.address;
  const count = mail.attachments.length;
  return {
    blocks,
    facts: {
      ...(mail.subject ? { headline: mail.subject.replace(/^(?:(?:re|fwd?|aw|wg|tr):\s*)+/i, '') } : {}),
      ...(sender ? { publisher: sender } : {}),
      ...(mail.from?.name ? { byline: mail.from.name } : {}),
      ...(mail.date ? { published: mail.date } : {}),
    },
    notes: count === 0 ? [] : [`${count} ${count === 1 ? 'attachment was' : 'attachments were'} not read.`],
  };
}
