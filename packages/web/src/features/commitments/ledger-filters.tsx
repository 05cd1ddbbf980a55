import type { CommitmentPage, LedgerFacet } from '@entente/server/api-types';
import type { LedgerFilters } from '../../api/commitments.ts';
import { Button } from '../../ui/button.tsx';
import { Input, Select } from '../../ui/controls.tsx';
import { Field } from '../../ui/field.tsx';
import { AsOfControl } from './as-of-control.tsx';
import { plainWords, stageNames } from './words.ts';

interface LedgerFilterBarProps {
  filters: LedgerFilters;
  facets: CommitmentPage['facets'] | undefined;
  onFilters: (filters: LedgerFilters) => void;
}

const names = ['member', 'kind', 'place', 'stage'] as const;
const labels = { member: 'Member', kind: 'Kind', place: 'Place', stage: 'State' };

/** Narrows the ledger, and says as of which day. */
export function LedgerFilterBar({ filters, facets, onFilters }: LedgerFilterBarProps) {
  const change = (name: keyof LedgerFilters, value: string) => {
    const { [name]: _, ...rest } = filters;
    onFilters(value === '' ? rest : { ...rest, [name]: value });
  };
  const isNarrowed = names.some((name) => filters[name] !== undefined) || filters.q !== undefined;
  const { valid: _valid, known: _known, ...narrowing } = filters;
  return (
    <div className="mb-6 space-y-3">
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-5">
        <Field label="Words">
          {(control) => (
            <Input
              {...control}
              type="search"
              value={filters.q ?? ''}
              onChange={(event) => change('q', event.target.value)}
            />
          )}
        </Field>
        {names.map((name) => (
          <Field key={name} label={labels[name]}>
            {(control) => (
              <Select {...control} value={filters[name] ?? ''} onChange={(event) => change(name, event.target.value)}>
                <option value="">All</option>
                {options(facets?.[name], filters[name]).map(({ value, label, count }) => (
                  <option key={value} value={value}>
                    {wordsOf(name, label)} {count > 0 && `(${count})`}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ))}
      </div>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <AsOfControl asOf={filters} onChange={(asOf) => onFilters({ ...narrowing, ...asOf })} />
        {isNarrowed && (
          <Button tone="quiet" onClick={() => onFilters({})}>
            Show all
          </Button>
        )}
      </div>
    </div>
  );
}

/** What is chosen stays in the list, also where nothing else has it. */
function options(facet: LedgerFacet[] | undefined, chosen: string | undefined): LedgerFacet[] {
  const list = facet ?? [];
  if (chosen === undefined || list.some(({ value }) => value === chosen)) return list;
  return [...list, { value: chosen, label: chosen, count: 0 }];
}

function wordsOf(name: (typeof names)[number], label: string): string {
  if (name === 'stage') return stageNames[label as keyof typeof stageNames] ?? label;
  return name === 'kind' ? plainWords(label) : label;
}
