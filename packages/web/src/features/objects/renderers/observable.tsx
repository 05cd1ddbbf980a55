import { asRecord, asText } from '../../../lib/read-value.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { SafeText } from '../../../ui/safe-text.tsx';
import type { BodyProps, Renderer } from './renderer.ts';

function Hashes({ hashes }: { hashes: Record<string, unknown> }) {
  return (
    <Panel title="Hashes" bare>
      <dl className="divide-y divide-line">
        {Object.entries(hashes).map(([algorithm, value]) => (
          <div key={algorithm} className="grid gap-x-6 py-2 sm:grid-cols-[12rem_minmax(0,1fr)]">
            <dt className="text-sm text-ink-faint">
              <SafeText>{algorithm}</SafeText>
            </dt>
            <dd className="font-mono text-sm break-all">
              <SafeText>{String(value)}</SafeText>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

/** The value large and plain. Never a link: it may be what one must not open. */
function Body({ object }: BodyProps) {
  const value = asText(object.value) ?? asText(object.key) ?? asText(object.path);
  const hashes = asRecord(object.hashes);
  return (
    <>
      {value && (
        <div className="flex flex-wrap items-center gap-3 rounded-lg border border-line bg-sheet p-4">
          <code className="min-w-0 flex-1 font-mono text-base break-all">
            <SafeText>{value}</SafeText>
          </code>
          <CopyButton text={value} label="Copy value" />
        </div>
      )}
      {hashes && <Hashes hashes={hashes} />}
    </>
  );
}

export const observableRenderer: Renderer = { Body, consumes: ['value', 'key', 'path', 'hashes'] };
