import type { AsOf, LedgerFilters } from '../api/commitments.ts';
import type { ScenarioSearch } from '../features/what-if/scenario-search.ts';

const day = /^\d{4}-\d{2}-\d{2}$/;

/** The days in an address, whatever somebody has typed there. */
export function readAsOf({ valid, known }: Record<string, unknown>): AsOf {
  return {
    ...(typeof valid === 'string' && day.test(valid) ? { valid } : {}),
    ...(typeof known === 'string' && day.test(known) ? { known } : {}),
  };
}

export function readLedgerFilters(search: Record<string, unknown>): LedgerFilters {
  return { ...readAsOf(search), ...texts(search, ['q', 'member', 'kind', 'place', 'stage']) };
}

export function readScenarios(search: Record<string, unknown>): ScenarioSearch {
  return { ...readAsOf(search), ...texts(search, ['member', 'place', 'line', 'member2', 'place2', 'line2']) };
}

function texts<Name extends string>(
  search: Record<string, unknown>,
  names: readonly Name[],
): { [key in Name]?: string } {
  const found: { [key in Name]?: string } = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === 'string' && value.trim() !== '') found[name] = value.slice(0, 2000);
  }
  return found;
}
