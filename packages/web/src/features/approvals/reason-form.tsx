import { Button } from '../../ui/button.tsx';
import { Textarea } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { focusOnce } from '../../ui/focus-once.ts';

interface ReasonFormProps {
  label: string;
  hint?: string;
  action: string;
  busy: boolean;
  onSubmit: (reason: string) => void;
  onCancel: () => void;
}

/** Asks for the reason without which nothing is turned down. */
export function ReasonForm({ label, hint, action, busy, onSubmit, onCancel }: ReasonFormProps) {
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(String(new FormData(event.currentTarget).get('reason')));
      }}
    >
      <Field label={label} hint={hint} required>
        {(control) => <Textarea {...control} ref={focusOnce} name="reason" required maxLength={5000} />}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" tone="primary" busy={busy}>
          {action}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}
