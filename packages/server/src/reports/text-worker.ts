import { DocumentRefused, type FileHint, type ReadFile, readDocument } from '@entente/documents';
import { type ExtractOptions, extractStatements, type Statement } from '@entente/statements';

/** What is asked of a process that works on texts. */
export type TextTask =
  | { readonly kind: 'read'; readonly bytes: Uint8Array; readonly hint: FileHint }
  | { readonly kind: 'propose'; readonly text: string; readonly options: ExtractOptions };

export type TextAnswer =
  | { readonly ok: true; readonly value: ReadFile | readonly Statement[] }
  | { readonly ok: false; readonly code: DocumentRefused['code']; readonly message: string };

/** Runs in a process of its own: files of strangers can be slow or large, and must not hold up or bring down the node. */
process.on('message', (task: TextTask) => {
  work(task).then(
    (value) => answer({ ok: true, value }),
    (error: unknown) => {
      // What else goes wrong in a parser is about the file too; its words may hold content and stay here.
      const { code, message } =
        error instanceof DocumentRefused ? error : new DocumentRefused('unreadable', 'The file cannot be read.');
      answer({ ok: false, code, message });
    },
  );
});

function answer(given: TextAnswer): void {
  process.send?.(given);
}

async function work(task: TextTask): Promise<ReadFile | readonly Statement[]> {
  return task.kind === 'read' ? readDocument(task.bytes, task.hint) : extractStatements(task.text, task.options);
}
