import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { BriefSearch } from '../../api/briefs.ts';
import { commitmentsQuery, type Scenario } from '../../api/commitments.ts';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { buttonClass } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { AsOfControl } from '../commitments/as-of-control.tsx';
import { ScenarioColumn } from './scenario-column.tsx';
import type { ScenarioSearch } from './scenario-search.ts';

const route = getRouteApi('/shell/what-if');
const parts = ['member', 'place', 'line'] as const;

/** The same scenarios as a brief. */
function briefSearch({ valid, known, ...scenarios }: ScenarioSearch): BriefSearch {
  return { about: 'what-if', ...scenarios, ...(valid ? { asOf: valid } : {}), ...(known ? { known } : {}) };
}

/** What goes where a member withdraws, or an area or a line of effort is given up; two scenarios side by side. */
export function WhatIfPage() {
  usePageTitle('What if');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { valid, known } = search;
  const asOf = { ...(valid ? { valid } : {}), ...(known ? { known } : {}) };
  const ledger = useQuery(commitmentsQuery(asOf));
  const hasScenario = parts.some((part) => search[part] || search[`${part}2`]);
  const go = (next: ScenarioSearch) => void navigate({ search: next, replace: true });

  function scenario(suffix: '' | '2'): Scenario {
    const found: Scenario = { ...asOf };
    for (const part of parts) {
      const value = search[`${part}${suffix}`];
      if (value) found[part] = value;
    }
    return found;
  }
  function change(suffix: '' | '2', next: Scenario) {
    const changed: ScenarioSearch = { ...search };
    for (const part of parts) {
      const value = next[part];
      if (value) changed[`${part}${suffix}`] = value;
      else delete changed[`${part}${suffix}`];
    }
    go(changed);
  }

  return (
    <>
      <PageHeader
        title="What if"
        lead="Choose a member, an area or a line of effort, and see what goes without it, what remains, who has the same, and what hangs on it. Numbers carry their uncertainty, and open into their rows."
        actions={
          hasScenario && (
            <Link to="/brief" search={briefSearch(search)} className={buttonClass()}>
              Brief
            </Link>
          )
        }
      />
      <div className="mb-6">
        <AsOfControl
          asOf={asOf}
          onChange={(next) => {
            const { valid: _valid, known: _known, ...scenarios } = search;
            go({ ...scenarios, ...next });
          }}
        />
      </div>
      <div className="grid gap-8 lg:grid-cols-2">
        {(['', '2'] as const).map((suffix) => (
          <ScenarioColumn
            key={suffix}
            title={suffix === '' ? 'Scenario 1' : 'Scenario 2'}
            scenario={scenario(suffix)}
            facets={ledger.data?.facets}
            onChange={(next) => change(suffix, next)}
          />
        ))}
      </div>
    </>
  );
}
