import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';

/** A secret that its receiver needs, and that is not shown again. */
export function SecretShownOnce({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <div className="space-y-4">
      <p className="rounded-md bg-warn-soft p-3 text-sm text-warn">
        Copy it now: it is shown this once. With it the receiver checks that a message comes from this node.
      </p>
      <code className="block rounded-md border border-line bg-paper p-3 font-mono text-sm break-all">{secret}</code>
      <div className="flex justify-end gap-2">
        <CopyButton text={secret} label="Copy secret" size="md" />
        <Button tone="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}
