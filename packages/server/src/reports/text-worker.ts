import { parentPort } from 'node:worker_threads';
import { DocumentRefused, type FileHint, type ReadFile, readDocument } from '@entente/documents';
import { type ExtractOptions, extractStatements, type Statement } from '@entente/statements';

/** What is asked of the thread that works on texts. */
export type TextTask =
  | { readonly kind: 'read'; readonly bytes: Uint8Array; readonly hint: FileHint }
  | { readonly kind: 'propose'; readonly text: string; readonly options: ExtractOptions };

export type TextAnswer =
  | { readonly ok: true; readonly value: ReadFile | readonly Statement[] }
  | { readonly ok: false; readonly code: DocumentRefused['code']; readonly message: string };

/** Runs in a thread of its own: files of strangers can be slow or large, and must not hold up the node. */
parentPort?.on('message', (task: TextTask) => {
  work(task).then(
    (value) => parentPort?.postMessage({ ok: true, value } satisfies TextAnswer),
    (error: unknown) => {
      // What else goes wrong in a parser is about the file too; its words may hold content and stay here.
      const { code, message } =
        error instanceof DocumentRefused ? error : new DocumentRefused('unreadable', 'The file cannot be read.');
      parentPort?.postMessage({ ok: false, code, message } satisfies TextAnswer);
    },
  );
});

async function work(task: TextTask): Promise<ReadFile | readonly Statement[]> {
  return task.kind === 'read' ? readDocument(task.bytes, task.hint) : extractStatements(task.text, task.options);
}
