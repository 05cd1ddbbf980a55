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

/** The foot of a form: leave it, or do it. */
export function FormActions({ action, onCancel, busy = false, disabled = false, className }: FormActionsProps) {
  return (
    <div className={classNames('flex justify-end gap-2', className)}>
      <Button onClick={onCancel}>Cancel</Button>
      <Button type="submit" tone="primary" busy={busy} disabled={disabled}>
        {action}
      </Button>
    </div>
  );
}
