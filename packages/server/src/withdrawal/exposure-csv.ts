import type { Viewer } from '../accounts/viewer.ts';
import type { Core } from '../core.ts';
import type { Member } from '../members/member-store.ts';

const pageSize = 200;
const columns = ['id', 'type', 'title', 'tlp', 'released', 'opened', 'delivered', 'exported', 'by_node', 'versions'];

/** The whole exposure report as CSV (RFC 4180), page by page. */
export function exposureCsv({ recall, summaries }: Core, viewer: Viewer, member: Member): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after = '';
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(`${columns.join(',')}\r\n`)),
    pull(controller) {
      const page = recall.exposures.page(viewer, member, after, pageSize);
      const lines = page.map(({ object, shown, tlp = '', had }) => {
        const { type, title } = summaries.of(shown, viewer);
        const { released, opened = '', delivered = '', exported = '', byNode, versions } = had;
        const row = [object, type, title, tlp, released, opened, delivered, exported, byNode, versions.join(' ')];
        return `${row.map((each) => cell(String(each))).join(',')}\r\n`;
      });
      if (lines.length > 0) controller.enqueue(encoder.encode(lines.join('')));
      after = page.at(-1)?.object ?? after;
      if (page.length < pageSize) controller.close();
    },
  });
}

/** What a spreadsheet would take for a formula is text. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
