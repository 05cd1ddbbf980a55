import type { NewPosition } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { membersQuery } from '../../api/members.ts';
import { claimsQuery, memberPositionsQuery, publishPosition } from '../../api/positions.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { keepEnter } from '../../lib/keep-enter.ts';
import { TermsEditor } from '../../release/terms-editor.tsx';
import { Choice, Input, Select, Textarea } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { FormActions } from '../../ui/form-actions.tsx';
import { type Stance, stances, stanceWords } from './stance.ts';
import { StanceMark } from './stance-mark.tsx';
import { usePublication } from './use-publication.ts';

interface PositionDialogProps {
  /** The claim that it is on; without one it is chosen. */
  claim?: { id: string; name: string };
  onClose: () => void;
}

/** Takes down where a member, or a person for it, stands on a claim. */
export function PositionDialog({ claim, onClose }: PositionDialogProps) {
  const { data: members = [] } = useQuery(membersQuery);
  const { data: claims = [] } = useQuery({ ...claimsQuery, enabled: claim === undefined });
  const [stance, setStance] = useState<Stance>('agree');
  const [conditional, setConditional] = useState(false);
  const [byPerson, setByPerson] = useState(false);
  const [member, setMember] = useState('');
  const known = useQuery({ ...memberPositionsQuery(member), enabled: byPerson && member !== '' });
  const speakers = known.data?.speakers ?? [];
  const { save, given, editor } = usePublication<NewPosition>({
    publish: (position) => publishPosition(position),
    done: 'The position is taken down.',
    onClose,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!given) return;
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const person = speakers.find(({ holder }) => holder.name.toLowerCase() === text('person').toLowerCase());
    save.mutate({
      ...given,
      claim: claim?.id ?? text('claim'),
      // Who has spoken for this member before stays the same person; anybody else has an id of his own from here on.
      holder: byPerson ? (person?.holder.id ?? `identity--${crypto.randomUUID()}`) : member,
      ...(byPerson ? { holderName: text('person'), speaksFor: member } : {}),
      ...(byPerson && text('office') !== '' ? { office: text('office') } : {}),
      answer: stance === 'declined' ? 'declined' : conditional ? 'conditional' : 'opinion',
      ...(stance === 'declined' ? {} : { opinion: stance }),
      ...(conditional && stance !== 'declined' ? { condition: text('condition') } : {}),
      since: text('since'),
      ...(text('explanation') === '' ? {} : { explanation: text('explanation') }),
    });
  };
  return (
    <Dialog open onOpenChange={onClose} title="Take down a position">
      <form onSubmit={submit} onKeyDown={keepEnter} className="space-y-4">
        {claim ? (
          <p className="font-serif text-lg">{plainText(claim.name)}</p>
        ) : (
          <Field label="Claim" required>
            {(control) => (
              <Select {...control} name="claim" required defaultValue="">
                <option value="" disabled>
                  Choose a claim
                </option>
                {claims.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {plainText(name)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        <Field label={byPerson ? 'Speaking for' : 'Whose position'} required>
          {(control) => (
            <Select {...control} required value={member} onChange={(event) => setMember(event.target.value)}>
              <option value="" disabled>
                Choose a member
              </option>
              {members
                .filter(({ left }) => !left)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {plainText(name)}
                  </option>
                ))}
            </Select>
          )}
        </Field>
        <Choice
          label="Said by a person, not the member’s official position"
          checked={byPerson}
          onChange={(event) => setByPerson(event.target.checked)}
        />
        {byPerson && (
          <datalist id="speakers">
            {speakers.map(({ holder }) => (
              <option key={holder.id} value={plainText(holder.name)} />
            ))}
          </datalist>
        )}
        {byPerson && (
          <div className="grid gap-3 sm:grid-cols-2">
            <Field label="Name" required>
              {(control) => <Input {...control} name="person" required maxLength={300} list="speakers" />}
            </Field>
            <Field label="Office">{(control) => <Input {...control} name="office" maxLength={300} />}</Field>
          </div>
        )}
        <fieldset>
          <legend className="mb-1 text-sm font-medium">Where it stands</legend>
          <div className="grid grid-cols-2 gap-1 sm:grid-cols-3">
            {stances.map((each) => (
              <label
                key={each}
                className="flex min-h-9 items-center gap-2 rounded-md border border-line px-2 text-sm has-checked:border-accent has-checked:bg-accent-soft"
              >
                <input
                  type="radio"
                  name="stance"
                  className="sr-only"
                  checked={stance === each}
                  onChange={() => setStance(each)}
                />
                <StanceMark stance={each} /> {stanceWords[each]}
              </label>
            ))}
          </div>
        </fieldset>
        {stance !== 'declined' && (
          <>
            <Choice
              label="On a condition"
              checked={conditional}
              onChange={(event) => setConditional(event.target.checked)}
            />
            {conditional && (
              <Field label="Condition" required>
                {(control) => <Input {...control} name="condition" required maxLength={1000} />}
              </Field>
            )}
          </>
        )}
        <Field label="Since" required>
          {(control) => <Input {...control} type="date" name="since" required className="w-44" />}
        </Field>
        <Field label="On what it rests" hint="In words, where there is no statement to link.">
          {(control) => <Textarea {...control} name="explanation" rows={2} maxLength={5000} />}
        </Field>
        <TermsEditor {...editor} />
        {save.isError && <ErrorState error={save.error} />}
        <FormActions action="Take it down" onCancel={onClose} busy={save.isPending} disabled={given === undefined} />
      </form>
    </Dialog>
  );
}
