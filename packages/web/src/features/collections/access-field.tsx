import type { Member } from '@entente/server/api-types';
import { Choice } from '../../ui/controls.tsx';
import { NamePicker } from '../../ui/name-picker.tsx';

interface AccessFieldProps {
  legend: string;
  members: Member[];
  value: 'all' | string[];
  onChange: (value: 'all' | string[]) => void;
}

/** Every member, or a list of them. */
export function AccessField({ legend, members, value, onChange }: AccessFieldProps) {
  return (
    <div className="space-y-1">
      <Choice
        label={`${legend}: every member`}
        checked={value === 'all'}
        onChange={(event) => onChange(event.target.checked ? 'all' : [])}
      />
      {value !== 'all' && <NamePicker legend={legend} options={members} chosen={value} onChange={onChange} />}
    </div>
  );
}
