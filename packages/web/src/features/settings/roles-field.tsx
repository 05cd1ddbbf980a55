import type { Role } from '@entente/server/api-types';
import { Choice } from '../../ui/controls.tsx';
import { roleNames } from './role-names.ts';

export function RolesField({ value, onChange }: { value: Role[]; onChange: (roles: Role[]) => void }) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Roles</legend>
      {roleNames.map(({ role, label, meaning }) => (
        <Choice
          key={role}
          label={label}
          hint={meaning}
          checked={value.includes(role)}
          onChange={() => onChange(value.includes(role) ? value.filter((one) => one !== role) : [...value, role])}
        />
      ))}
    </fieldset>
  );
}
