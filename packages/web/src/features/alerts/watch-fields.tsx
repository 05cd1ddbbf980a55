import type { AlertWatch } from '@entente/server/api-types';
import { useQuery } from '@tanstack/react-query';
import { membersQuery } from '../../api/members.ts';
import { claimsQuery } from '../../api/positions.ts';
import { searchesQuery } from '../../api/searches.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { signalWords } from '../../stix/signal-words.ts';
import { Choice, Select } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';

type About = AlertWatch['about'];
type SignalKind = keyof typeof signalWords;

interface WatchFieldsProps {
  /** Undefined until what it is about is chosen. */
  watch: AlertWatch | undefined;
  onChange: (watch: AlertWatch | undefined) => void;
}

const abouts: Readonly<Record<About, string>> = {
  leads: 'Leads',
  requests: 'Requests for information',
  claim: 'A claim: who takes a position, what is said',
  member: 'Where a member stands',
  signals: 'Signals: contradictions, changes, silences',
  lapses: 'Announcements that are overdue',
  recalls: 'Recalls of what is ours',
  search: 'A saved search',
};
const kinds = Object.keys(signalWords) as SignalKind[];

/** Choosing what to be told of. */
export function WatchFields({ watch, onChange }: WatchFieldsProps) {
  return (
    <div className="space-y-4">
      <WhatField onChange={onChange} />
      {watch?.about === 'signals' && (
        <KindFields chosen={watch.kinds} onChange={(kinds) => onChange({ about: 'signals', kinds })} />
      )}
    </div>
  );
}

/** One list: what needs no further choice, and by name what does. */
function WhatField({ onChange }: Pick<WatchFieldsProps, 'onChange'>) {
  const { data: claims = [] } = useQuery(claimsQuery);
  const { data: members = [] } = useQuery(membersQuery);
  const { data: searches = [] } = useQuery(searchesQuery);
  const choose = (value: string) => {
    const at = value.indexOf(' ');
    const [about, id] = at < 0 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)];
    onChange(watchOf(about as About, id));
  };
  const options = (about: About, named: readonly { id: string; name: string }[]) =>
    named.length > 0 && (
      <optgroup label={abouts[about]}>
        {named.map(({ id, name }) => (
          <option key={id} value={`${about} ${id}`}>
            {plainText(name)}
          </option>
        ))}
      </optgroup>
    );
  return (
    <Field label="Of what" required>
      {(control) => (
        <Select {...control} defaultValue="leads" onChange={(event) => choose(event.target.value)}>
          {(['leads', 'requests', 'signals', 'lapses', 'recalls'] as const).map((each) => (
            <option key={each} value={each}>
              {abouts[each]}
            </option>
          ))}
          {options('claim', claims)}
          {options(
            'member',
            members.filter(({ left }) => !left),
          )}
          {options('search', searches)}
        </Select>
      )}
    </Field>
  );
}

function watchOf(about: About, id: string): AlertWatch {
  switch (about) {
    case 'claim':
      return { about, claim: id };
    case 'member':
      return { about, member: id };
    case 'search':
      return { about, search: id };
    case 'signals':
      return { about, kinds: ['contradiction', 'divided', 'reversal'] };
    default:
      return { about };
  }
}

function KindFields({ chosen, onChange }: { chosen: SignalKind[]; onChange: (kinds: SignalKind[]) => void }) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Which signals</legend>
      <div className="grid gap-x-4 sm:grid-cols-2">
        {kinds.map((kind) => (
          <Choice
            key={kind}
            label={signalWords[kind].label}
            checked={chosen.includes(kind)}
            // One at least: without any there would be nothing to tell.
            disabled={chosen.length === 1 && chosen.includes(kind)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, kind] : chosen.filter((each) => each !== kind))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
