import { ObjectSplitter, type SplitItem } from '@entente/stix';
import { Problem } from '../http/problem.ts';

/** What makes the whole body no JSON, in whichever object it is (RFC 8259, sections 2 and 8.1). */
const noJson: ReadonlySet<string> = new Set(['invalid-json', 'invalid-utf8']);

/**
 * Splits one envelope (section 3.7) into its objects, and takes nothing else. Throws `bad-request` where the document
 * is broken, `invalid` where it is JSON but no envelope. Sending again what was stored before that stores nothing twice.
 */
export function createEnvelopeSplitter(maxObjectBytes: number): Pick<ObjectSplitter, 'push' | 'end'> {
  const splitter = new ObjectSplitter({ maxObjectBytes, maxDocuments: 1 });
  let begun = false;

  function checkBeginning(chunk: Uint8Array): void {
    const start = Buffer.from(chunk.subarray(0, 64)).toString().trimStart();
    if (start === '') return;
    begun = true;
    if (!start.startsWith('{')) throw new Problem('bad-request', 'The body is not a TAXII envelope: {"objects":[…]}');
  }

  function whole(items: SplitItem[]): SplitItem[] {
    for (const item of items) {
      if (item.ok) continue;
      const isInEnvelope = splitter.envelope !== undefined && item.scope === 'member';
      if (!isInEnvelope) throw new Problem('bad-request', `The body is not a TAXII envelope: ${item.message}`);
      if (noJson.has(item.rule)) {
        throw new Problem(
          'bad-request',
          `This body is no JSON: objects[${item.index}]: ${item.message} (${item.rule})`,
        );
      }
    }
    return items;
  }

  return {
    push(chunk) {
      if (!begun) checkBeginning(chunk);
      return whole(splitter.push(chunk));
    },
    end() {
      const items = whole(splitter.end());
      if (splitter.envelope === undefined)
        throw new Problem('invalid', 'The body is no TAXII envelope: {"objects":[…]}');
      return items;
    },
  };
}
