import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type BriefSearch, briefSubjects, takenAway } from '../../api/briefs.ts';
import { membersQuery } from '../../api/members.ts';
import { claimsQuery } from '../../api/positions.ts';
import { mayPublish, useMe } from '../../api/session.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { Input, Select } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';

const subjectWords = {
  claim: 'A claim',
  member: 'A member',
  area: 'An area',
  day: 'The day',
  'what-if': 'What if',
} as const;

function withoutScenarios(search: BriefSearch): BriefSearch {
  const rest = { ...search };
  for (const part of takenAway) delete rest[part];
  return rest;
}

/** The same scenarios where they are chosen. */
function scenariosOf(search: BriefSearch): Record<string, string> {
  const { asOf: valid, known } = search;
  const parts = { valid, known, ...Object.fromEntries(takenAway.map((part) => [part, search[part]])) };
  return Object.fromEntries(Object.entries(parts).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** What the brief is to be about, as of when, and for whom. */
export function BriefWanted({ search, onChange }: { search: BriefSearch; onChange: (search: BriefSearch) => void }) {
  const me = useMe();
  const { data: members = [] } = useQuery(membersQuery);
  const { data: claims = [] } = useQuery(claimsQuery);
  const change = (name: 'of' | 'asOf' | 'known' | 'audience', value: string) => {
    const { [name]: _, ...rest } = search;
    onChange(value === '' ? rest : { ...rest, [name]: value });
  };
  // A what-if is made where its scenarios are chosen.
  const isOffered = (each: BriefSearch['about']): boolean => each !== 'what-if' || search.about === 'what-if';
  const choices =
    search.about === 'claim'
      ? claims.map(({ id, name }) => ({ id, name }))
      : search.about === 'member'
        ? members.map(({ id, name }) => ({ id, name }))
        : undefined;
  return (
    <form
      aria-label="What the brief is about"
      className="mb-6 grid gap-3 sm:grid-cols-2 lg:grid-cols-3 print:hidden"
      onSubmit={(event) => event.preventDefault()}
    >
      <Field label="Brief on">
        {(control) => (
          <Select
            {...control}
            value={search.about}
            onChange={(event) => {
              const { of: _, ...rest } = withoutScenarios(search);
              onChange({ ...rest, about: event.target.value as BriefSearch['about'] });
            }}
          >
            {briefSubjects.filter(isOffered).map((each) => (
              <option key={each} value={each}>
                {subjectWords[each]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {choices && (
        <Field label={search.about === 'claim' ? 'Claim' : 'Member'}>
          {(control) => (
            <Select {...control} value={search.of ?? ''} onChange={(event) => change('of', event.target.value)}>
              <option value="">Choose…</option>
              {choices.map(({ id, name }) => (
                <option key={id} value={id}>
                  {plainText(name)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      {search.about === 'what-if' && (
        <p className="self-end pb-2 text-sm">
          <Link to="/what-if" search={scenariosOf(search)} className="text-accent underline underline-offset-2">
            Choose other scenarios
          </Link>
        </p>
      )}
      {search.about === 'area' && (
        <Field label="Place">
          {(control) => (
            <Input
              {...control}
              key={search.of}
              defaultValue={search.of}
              placeholder="Syria"
              onBlur={(event) => change('of', event.target.value.trim())}
            />
          )}
        </Field>
      )}
      <Field label="As of">
        {(control) => (
          <Input
            {...control}
            type="date"
            value={search.asOf ?? ''}
            onChange={(event) => change('asOf', event.target.value)}
          />
        )}
      </Field>
      <Field label="From what was known by">
        {(control) => (
          <Input
            {...control}
            type="date"
            value={search.known ?? ''}
            onChange={(event) => change('known', event.target.value)}
          />
        )}
      </Field>
      {mayPublish(me) && !me?.unit && search.about !== 'what-if' && (
        <Field label="For" hint="Another: of what your member released to it, and nothing else.">
          {(control) => (
            <Select
              {...control}
              value={search.audience ?? ''}
              onChange={(event) => change('audience', event.target.value)}
            >
              <option value="">Yourself</option>
              {members.map(({ id, name }) => (
                <option key={id} value={name}>
                  {plainText(name)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
    </form>
  );
}
