import type { AuditLegend } from '@entente/server/api-types';

/** The legends of several pages as one. */
export function mergeLegends(legends: readonly AuditLegend[]): AuditLegend {
  return {
    names: Object.assign({}, ...legends.map(({ names }) => names)) as AuditLegend['names'],
    audiences: Object.assign({}, ...legends.map(({ audiences }) => audiences)) as AuditLegend['audiences'],
    terms: Object.assign({}, ...legends.map(({ terms }) => terms)) as AuditLegend['terms'],
  };
}
