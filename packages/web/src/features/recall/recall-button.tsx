import type { ObjectView } from '@entente/server/api-types';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { RecallDialog } from './recall-dialog.tsx';

/** Takes an object back for good; its owner’s analysts and release officers alone are offered this. */
export function RecallButton({ view }: { view: ObjectView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="lock" /> Recall
      </Button>
      {open && <RecallDialog view={view} onClose={() => setOpen(false)} />}
    </>
  );
}
