import { useState } from 'react';
import { useReleaseOptions } from '../../api/use-release-options.ts';
import { HandlingFields } from '../../release/handling-fields.tsx';
import type { PartTerms } from '../../release/terms-draft.ts';
import { TlpField } from '../../stix/tlp-field.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { NamePicker } from '../../ui/name-picker.tsx';

interface PartTermsDialogProps {
  title: string;
  terms: PartTerms | undefined;
  onClose: () => void;
  /** Undefined: the terms of the whole. */
  onChoose: (terms: PartTerms | undefined) => void;
}

/** Terms for a part: they only ever narrow those of the whole. */
export function PartTermsDialog({ title, terms, onClose, onChoose }: PartTermsDialogProps) {
  const options = useReleaseOptions();
  const [tlp, setTlp] = useState(terms?.tlp);
  const [releasableTo, setReleasableTo] = useState(terms?.releasableTo ?? []);
  const [notReleasableTo, setNotReleasableTo] = useState(terms?.notReleasableTo ?? []);
  const [handling, setHandling] = useState(terms?.handling ?? {});
  const choose = (chosen: PartTerms | undefined) => {
    onChoose(chosen);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      footer={
        <>
          {terms && <Button onClick={() => choose(undefined)}>As the whole</Button>}
          <Button
            tone="primary"
            disabled={!tlp}
            onClick={() => tlp && choose({ tlp, releasableTo, notReleasableTo, handling })}
          >
            Set these terms
          </Button>
        </>
      }
    >
      <div className="space-y-5">
        <p className="text-sm text-ink-soft">They narrow the terms of the whole, and never widen them.</p>
        <TlpField value={tlp} onChange={setTlp} />
        <NamePicker
          legend="Only for"
          hint="Nobody named: whoever has the whole, as far as the level reaches."
          options={options}
          chosen={releasableTo}
          onChange={setReleasableTo}
        />
        <NamePicker legend="Not for" options={options} chosen={notReleasableTo} onChange={setNotReleasableTo} />
        <HandlingFields handling={handling} onChange={setHandling} />
      </div>
    </Dialog>
  );
}
