import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { membersQuery } from '../../../api/members.ts';
import { plainText } from '../../../lib/hostile-text.ts';
import { selectorWords } from '../../../release/selector-words.ts';
import { textPieces } from '../../../release/text-pieces.ts';
import { WhyAnswer } from '../../../release/why-answer.tsx';
import { Select } from '../../../ui/controls.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';

interface WhyDialogProps {
  id: string;
  object: Record<string, unknown>;
  onClose: () => void;
}

/** Asks of one member and one place in the object what decided. */
export function WhyDialog({ id, object, onClose }: WhyDialogProps) {
  const { data: members = [] } = useQuery(membersQuery);
  const [viewer, setViewer] = useState('');
  const [property, setProperty] = useState('');
  const about = viewer || (members[0]?.id ?? '');
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Why?">
      <div className="space-y-4">
        <Field label="Member">
          {(control) => (
            <Select {...control} value={about} onChange={(event) => setViewer(event.target.value)}>
              {members.map((member) => (
                <option key={member.id} value={member.id}>
                  {plainText(member.name)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="What of it">
          {(control) => (
            <Select {...control} value={property} onChange={(event) => setProperty(event.target.value)}>
              <option value="">The object</option>
              {textPieces(object, []).map(({ selector }) => (
                <option key={selector} value={selector}>
                  {selectorWords(selector)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className="border-t border-line pt-4">
          <WhyAnswer id={id} viewer={about} property={property || undefined} />
        </div>
      </div>
    </Dialog>
  );
}
