import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { membersQuery } from '../../api/members.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { Input, Select } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { NamePicker } from '../../ui/name-picker.tsx';

interface PartyProps {
  name: string;
  label: string;
  hint?: string;
}

function useMembers() {
  const { data: members = [] } = useQuery(membersQuery);
  return members.filter(({ left }) => !left);
}

/** One member. */
export function MemberField({ name, label, hint }: PartyProps) {
  const members = useMembers();
  return (
    <Field label={label} hint={hint} required>
      {(control) => (
        <Select {...control} name={name} required defaultValue="">
          <option value="" disabled>
            Choose a member
          </option>
          {members.map(({ id, name: called }) => (
            <option key={id} value={id}>
              {plainText(called)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** Who says it: a member, or anybody else by name. */
export function SourceField({ name, label, hint }: PartyProps) {
  const members = useMembers();
  const list = useId();
  return (
    <>
      <Field label={label} hint={hint}>
        {(control) => <Input {...control} name={name} maxLength={300} list={list} />}
      </Field>
      <datalist id={list}>
        {members.map(({ id, name: called }) => (
          <option key={id} value={plainText(called)} />
        ))}
      </datalist>
    </>
  );
}

/** Any number of members. */
export function MembersField({ name, label, hint, start = [] }: PartyProps & { start?: string[] }) {
  const members = useMembers();
  const [chosen, setChosen] = useState(start);
  return (
    <>
      <NamePicker
        legend={label}
        {...(hint === undefined ? {} : { hint })}
        options={members.map(({ id, name: called }) => ({ id, name: called }))}
        chosen={chosen}
        onChange={setChosen}
      />
      {chosen.map((id) => (
        <input key={id} type="hidden" name={name} value={id} />
      ))}
    </>
  );
}
