import type { NewRosterProposal, Roster } from '@entente/server/api-types';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { proposeRoster } from '../../api/roster.ts';
import { Button } from '../../ui/button.tsx';
import { Input, Select, Textarea } from '../../ui/controls.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';

type Change = NewRosterProposal['changes'][number];
type Kind =
  | 'join'
  | 'leave'
  | 'return'
  | 'rotate-key'
  | 'revoke-key'
  | 'add-admin'
  | 'remove-admin'
  | 'threshold'
  | 'renew';

const kinds: readonly (readonly [Kind, string])[] = [
  ['join', 'A member joins'],
  ['leave', 'A member leaves'],
  ['return', 'A member comes back'],
  ['rotate-key', 'A member gets a new key'],
  ['revoke-key', 'A key was lost or stolen'],
  ['add-admin', 'A further administrator signs'],
  ['remove-admin', 'An administrator signs no more'],
  ['threshold', 'How many must sign'],
  ['renew', 'Nothing: a new date of expiry'],
];

const curves = ['Ed25519', 'P-256'] as const;
type Curve = (typeof curves)[number];

/** Proposes one change of the roster. It takes effect when enough administrators have signed. */
export function ProposeDialog({ roster, onClose }: { roster: Roster; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [kind, setKind] = useState<Kind>('join');
  const [subject, setSubject] = useState('');
  const [key, setKey] = useState('');
  const [curve, setCurve] = useState<Curve>();
  const [note, setNote] = useState('');
  const [failure, setFailure] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const choose = (next: Kind) => {
    setKind(next);
    setSubject('');
  };
  const submit = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await proposeRoster({
        changes: [changeOf(kind, subject.trim(), key, curve)],
        ...(note.trim() ? { note: note.trim() } : {}),
      });
      await queryClient.invalidateQueries({ queryKey: ['roster'] });
      onClose();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : 'It did not work.');
    } finally {
      setBusy(false);
    }
  };
  const options = optionsFor(kind, roster);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Propose a change"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" busy={isBusy} disabled={kind !== 'renew' && subject.trim() === ''} onClick={submit}>
            Propose
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <Field label="What changes">
          {(control) => (
            <Select {...control} value={kind} onChange={(event) => choose(event.target.value as Kind)}>
              {kinds.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {options !== undefined && (
          <Field label={options.label} required>
            {(control) => (
              <Select {...control} value={subject} onChange={(event) => setSubject(event.target.value)}>
                <option value="">Choose…</option>
                {options.values.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        {kind === 'rotate-key' && (
          <Field label="Kind of key">
            {(control) => (
              <Select
                {...control}
                value={curve ?? ''}
                onChange={(event) => setCurve(curves.find((each) => each === event.target.value))}
              >
                <option value="">As before</option>
                {curves.map((each) => (
                  <option key={each} value={each}>
                    {each}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        {(kind === 'join' || kind === 'add-admin') && (
          <Field label="Name" required hint={kind === 'join' ? 'This node will host it and make its key.' : undefined}>
            {(control) => <Input {...control} value={subject} onChange={(event) => setSubject(event.target.value)} />}
          </Field>
        )}
        {kind === 'add-admin' && (
          <Field label="Public key" required hint="The content of the .pub file that “entente key new” wrote.">
            {(control) => <Textarea {...control} value={key} onChange={(event) => setKey(event.target.value)} />}
          </Field>
        )}
        {kind === 'threshold' && (
          <Field label="Signatures needed" required hint={`There are ${roster.admins.length} administrators.`}>
            {(control) => (
              <Input
                {...control}
                type="number"
                min={1}
                max={roster.admins.length}
                value={subject}
                onChange={(event) => setSubject(event.target.value)}
              />
            )}
          </Field>
        )}
        <Field label="Why" hint="For the others who are to sign.">
          {(control) => (
            <Textarea {...control} rows={2} value={note} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
        {failure && (
          <p role="alert" className="text-sm font-medium text-danger">
            {failure}
          </p>
        )}
      </div>
    </Dialog>
  );
}

function optionsFor(kind: Kind, { members, admins }: Roster) {
  const listed = (wanted: typeof members) => wanted.map(({ id, name }) => ({ value: id, label: name }));
  switch (kind) {
    case 'leave':
    case 'rotate-key':
      return { label: 'Member', values: listed(members.filter(({ left }) => left === undefined)) };
    case 'return':
      return { label: 'Member', values: listed(members.filter(({ left }) => left !== undefined)) };
    case 'revoke-key':
      return {
        label: 'Key',
        values: members.flatMap(({ name, keys }) =>
          keys
            .filter(({ state }) => state !== 'revoked')
            .map(({ id, from }) => ({ value: id, label: `${name}, ${id.slice(0, 8)}… of ${from.slice(0, 10)}` })),
        ),
      };
    case 'remove-admin':
      return {
        label: 'Administrator',
        values: admins.map(({ name, key }) => ({ value: key, label: `${name}, ${key.slice(0, 8)}…` })),
      };
    default:
      return undefined;
  }
}

/** Throws where the text of a key is no JSON, with a sentence for people. */
function changeOf(kind: Kind, subject: string, key: string, curve: Curve | undefined): Change {
  switch (kind) {
    case 'join':
      return { kind, member: { name: subject, kind: 'country' } };
    case 'leave':
    case 'return':
      return { kind, member: subject };
    case 'rotate-key':
      return { kind, member: subject, ...(curve === undefined ? {} : { curve }) };
    case 'revoke-key':
    case 'remove-admin':
      return { kind, key: subject };
    case 'add-admin':
      return { kind, name: subject, key: readKey(key) };
    case 'threshold':
      return { kind, threshold: Number(subject) };
    case 'renew':
      return { kind };
  }
}

type AdminKey = Extract<Change, { kind: 'add-admin' }>['key'];

function readKey(text: string): AdminKey {
  try {
    return JSON.parse(text) as AdminKey;
  } catch {
    throw new Error('The public key is not the content of a .pub file.');
  }
}
