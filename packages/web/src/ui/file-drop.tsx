import { type DragEvent, useState } from 'react';
import { formatBytes } from '../lib/format-number.ts';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import { SafeText } from './safe-text.tsx';

interface FileDropProps {
  file: File | undefined;
  disabled: boolean;
  /** Endings and media types, as an input takes them. */
  accept: string;
  onFile: (file: File) => void;
}

/** A place to drop a file, which is also the button to choose one. */
export function FileDrop({ file, disabled, accept, onFile }: FileDropProps) {
  const [over, setOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped && !disabled) onFile(dropped);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way more; the input inside works for all
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
      className={classNames(
        'rounded-lg border border-dashed border-edge bg-sheet has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-accent',
        over && 'border-accent bg-accent-soft',
      )}
    >
      <label className="flex min-h-40 cursor-pointer flex-col items-center justify-center gap-2 p-6 text-center">
        <Icon name="import" className="size-6 text-ink-faint" />
        {file ? (
          <span>
            <SafeText className="font-semibold">{file.name}</SafeText>{' '}
            <span className="text-ink-faint">{formatBytes(file.size)}</span>
            <span className="block text-sm text-accent underline">Choose another</span>
          </span>
        ) : (
          <span>
            <span className="font-semibold">Drop a file here</span>
            <span className="block text-sm text-accent underline">or choose one</span>
          </span>
        )}
        <input
          type="file"
          className="sr-only"
          disabled={disabled}
          accept={accept}
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            if (chosen) onFile(chosen);
          }}
        />
      </label>
    </div>
  );
}
