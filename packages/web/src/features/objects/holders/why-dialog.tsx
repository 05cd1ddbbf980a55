import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { membersQuery } from '../../../api/members.ts';
import { whyQuery } from '../../../api/release.ts';
import { plainText } from '../../../lib/hostile-text.ts';
import { selectorWords } from '../../../release/selector-words.ts';
import { textPieces } from '../../../release/text-pieces.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Select } from '../../../ui/controls.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { SafeText } from '../../../ui/safe-text.tsx';

interface WhyDialogProps {
  id: string;
  object: Record<string, unknown>;
  onClose: () => void;
}

const appearance = {
  everything: { tone: 'good', text: 'Has all of it' },
  some: { tone: 'warn', text: 'Has a part of it' },
  nothing: { tone: 'danger', text: 'Does not have it' },
} as const;

/** Asks of one member and one place in the object what decided. */
export function WhyDialog({ id, object, onClose }: WhyDialogProps) {
  const { data: members = [] } = useQuery(membersQuery);
  const [viewer, setViewer] = useState('');
  const [property, setProperty] = useState('');
  const about = viewer || (members[0]?.id ?? '');
  const answer = useQuery({ ...whyQuery(id, about, property || undefined), enabled: about !== '' });
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
        <QueryState query={answer} lines={3}>
          {({ sees, reasons }) => (
            <div aria-live="polite" className="space-y-2 border-t border-line pt-4">
              <Badge tone={appearance[sees].tone}>{appearance[sees].text}</Badge>
              <ul className="list-disc space-y-1 pl-5 text-sm">
                {reasons.map(({ text, property: place }) => (
                  <li key={`${place} ${text}`}>
                    <SafeText>{place ? `${selectorWords(place)}: ${text}` : text}</SafeText>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </QueryState>
      </div>
    </Dialog>
  );
}
