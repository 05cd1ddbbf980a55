import { Button } from './button.tsx';
import { classNames } from './class-names.ts';

interface FormActionsProps {
  /** What submitting does, in one or two words. */
  action: string;
  onCancel: () => void;
  busy?: boolean;
  disabled?: boolean;
  className?: string;
}

/** The foot of a form in a dialog: leave it, or do it. It stays in sight where the form is longer than the dialog. */
export function FormActions({ action, onCancel, busy = false, disabled = false, className }: FormActionsProps) {
  return (
    <div
      className={classNames('sticky -bottom-4 z-10 -mb-4 flex flex-1 justify-end gap-2 bg-sheet pt-2 pb-4', className)}
    >
      <Button onClick={onCancel}>Cancel</Button>
      <Button type="submit" tone="primary" busy={busy} disabled={disabled}>
        {action}
      </Button>
    </div>
  );
}
