import { type ReactNode, useState } from 'react';
import { mayRecordInLedger, useMe } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';

interface RecordButtonProps {
  label: string;
  tone?: 'primary' | 'secondary';
  size?: 'sm';
  dialog: (onClose: () => void) => ReactNode;
}

/** Opens a form of the ledger, for who may record in it. */
export function RecordButton({ label, tone = 'secondary', size, dialog }: RecordButtonProps) {
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  if (!mayRecordInLedger(me)) return null;
  return (
    <>
      <Button tone={tone} {...(size === undefined ? {} : { size })} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen && dialog(() => setOpen(false))}
    </>
  );
}
