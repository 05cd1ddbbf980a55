import type { Role } from '@entente/server/api-types';
import { Choice } from '../../ui/controls.tsx';
import { roleNames } from './role-names.ts';

interface RolesFieldProps {
  value: Role[];
  /** Whose people have few roles. */
  ofUnit: boolean;
  onChange: (roles: Role[]) => void;
}

const rolesOfUnits: readonly Role[] = ['reader', 'analyst'];

/** What an account may do; roles that it may not have, and has not, are not offered. */
export function RolesField({ value, ofUnit, onChange }: RolesFieldProps) {
  const offered = roleNames.filter(({ role }) => !ofUnit || rolesOfUnits.includes(role) || value.includes(role));
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Roles</legend>
      {offered.map(({ role, label, meaning }) => (
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
