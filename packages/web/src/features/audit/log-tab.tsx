import { type AuditKindGroup, auditKindGroups } from '@entente/server/audit-kinds';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { membersQuery } from '../../api/members.ts';
import { plainText } from '../../lib/hostile-text.ts';
import { Input, Select } from '../../ui/controls.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { type EntryFilters, entriesHref, entriesQuery } from './audit-queries.ts';
import { EntryList } from './entry-list.tsx';
import { ExportLinks } from './export-links.tsx';
import { groupNames } from './kind-names.ts';
import { mergeLegends } from './merge-legends.ts';
import { MoreButton } from './more-button.tsx';

interface LogTabProps {
  filters: EntryFilters;
  onFilters: (filters: EntryFilters) => void;
}

/** Everything that one may read of the log, narrowed. */
export function LogTab({ filters, onFilters }: LogTabProps) {
  const query = useInfiniteQuery(entriesQuery(filters));
  return (
    <div className="space-y-4">
      <Filters filters={filters} onFilters={onFilters} />
      <div className="flex justify-end">
        <ExportLinks href={(format) => entriesHref(filters, format)} />
      </div>
      <QueryState query={query} lines={10}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.entries);
          if (entries.length === 0) {
            return (
              <EmptyState title="No entries">Nothing in the log, as far as you may read it, is like that.</EmptyState>
            );
          }
          return (
            <>
              <EntryList entries={entries} legend={mergeLegends(pages.map(({ legend }) => legend))} />
              <MoreButton query={query} />
            </>
          );
        }}
      </QueryState>
    </div>
  );
}

function Filters({ filters, onFilters }: LogTabProps) {
  const { data: members = [] } = useQuery(membersQuery);
  const set = (name: keyof EntryFilters, value: string) => {
    const { [name]: _, ...others } = filters;
    onFilters(value.trim() === '' ? others : { ...others, [name]: value.trim() });
  };
  return (
    <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-5">
      <Field label="What">
        {(control) => (
          <Select {...control} value={filters.kind ?? ''} onChange={(event) => set('kind', event.target.value)}>
            <option value="">Everything</option>
            {Object.entries(auditKindGroups).map(([group, kinds]) => (
              <option key={group} value={kinds.join()}>
                {groupNames[group as AuditKindGroup]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="About member">
        {(control) => (
          <Select {...control} value={filters.member ?? ''} onChange={(event) => set('member', event.target.value)}>
            <option value="">Any</option>
            {members.map(({ id, name }) => (
              <option key={id} value={id}>
                {plainText(name)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Text
        label="About person"
        placeholder="e-mail address"
        value={filters.account}
        onValue={(text) => set('account', text)}
      />
      <Text
        label="About object"
        placeholder="report--…"
        value={filters.subject}
        onValue={(text) => set('subject', text)}
      />
      <Field label="Since">
        {(control) => (
          <Input
            {...control}
            type="date"
            value={filters.since?.slice(0, 10) ?? ''}
            onChange={(event) => set('since', event.target.value && `${event.target.value}T00:00:00Z`)}
          />
        )}
      </Field>
    </div>
  );
}

interface TextProps {
  label: string;
  placeholder: string;
  value: string | undefined;
  onValue: (value: string) => void;
}

/** A filter that is typed; it counts when one leaves it, or on Enter. */
function Text({ label, placeholder, value = '', onValue }: TextProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          key={value}
          defaultValue={value}
          placeholder={placeholder}
          onBlur={(event) => event.target.value !== value && onValue(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
