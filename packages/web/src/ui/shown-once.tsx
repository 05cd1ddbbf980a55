import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';

interface ShownOnceProps {
  text: string;
  /** Why it is to be copied now. */
  advice: string;
  /** What copying it is called. */
  copy: string;
  onClose: () => void;
}

/** A secret that is not shown again. */
export function ShownOnce({ text, advice, copy, onClose }: ShownOnceProps) {
  return (
    <div className="space-y-4">
      <p className="rounded-md bg-warn-soft p-3 text-sm text-warn">{advice}</p>
      <code className="block rounded-md border border-line bg-paper p-3 font-mono text-sm break-all">{text}</code>
      <div className="flex justify-end gap-2">
        <CopyButton text={text} label={copy} size="md" />
        <Button tone="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}
