import { useState } from 'react';
import { Choice, Input } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';

type Where = 'none' | 'beside' | 'apart';

/** Whether proofs go out with what is pushed, and where; or where they are, over there, of what is pulled. */
export function ProofFields({ direction }: { direction: 'pull' | 'push' }) {
  const [where, setWhere] = useState<Where>(direction === 'push' ? 'none' : 'beside');
  const isPull = direction === 'pull';
  const choice = (value: Where, label: string, hint?: string) => (
    <Choice
      type="radio"
      name="proofs"
      value={value}
      label={label}
      {...(hint === undefined ? {} : { hint })}
      checked={where === value}
      onChange={() => setWhere(value)}
    />
  );
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Proofs</legend>
      <p className="mb-1.5 text-sm text-ink-soft">
        {isPull
          ? 'What other members of the coalition signed is taken in as theirs, where their proof is found there.'
          : 'With its proof, whoever fetches an object from there can tell offline, with the coalition’s roster, that it is yours and unchanged.'}
      </p>
      {!isPull && choice('none', 'Without proofs')}
      {choice(
        'beside',
        isPull ? 'In the same collection' : 'With proofs, in the same collection',
        isPull
          ? undefined
          : 'Readers that know nothing of proofs meet them; some servers refuse types that they do not know.',
      )}
      {choice('apart', isPull ? 'In another collection there' : 'With proofs, in another collection there')}
      {where === 'apart' && (
        <div className="mt-1.5">
          <Field label="Collection of the proofs" hint="Its id or alias there" required>
            {(control) => <Input {...control} name="proofs-source" required maxLength={300} />}
          </Field>
        </div>
      )}
    </fieldset>
  );
}

/** What the fields say, as a message has it; `source` is the collection of the objects there. */
export function proofsOf(form: FormData, source: string): { proofs?: string } {
  const where = form.get('proofs') as Where;
  if (where === 'none') return {};
  return { proofs: where === 'beside' ? source : String(form.get('proofs-source')).trim() };
}
