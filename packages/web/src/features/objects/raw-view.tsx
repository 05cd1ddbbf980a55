import { useQuery } from '@tanstack/react-query';
import { objectRawQuery } from '../../api/objects.ts';
import { indentJson } from '../../lib/indent-json.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

/** The object as it was sent, indented for reading; copied, it is the exact text. */
export function RawView({ id, version }: { id: string; version: string | undefined }) {
  const raw = useQuery(objectRawQuery(id, version));
  return (
    <QueryState query={raw} lines={16}>
      {(text) => (
        <div>
          <div className="mb-2 flex flex-wrap items-center justify-between gap-2">
            <p className="text-xs text-ink-faint">
              Copying takes the exact bytes that were sent; below they are indented.
            </p>
            <CopyButton text={text} label="Copy JSON" />
          </div>
          <pre className="rounded-lg border border-line bg-sheet p-4 font-mono text-xs leading-5 break-words whitespace-pre-wrap">
            <SafeText>{indentJson(text)}</SafeText>
          </pre>
        </div>
      )}
    </QueryState>
  );
}
