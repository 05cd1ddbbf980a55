import { hash } from 'node:crypto';

/** What stands for a report where its id would be too long: two reports may share a number. */
export function reportNumber(report: string): number {
  return Number.parseInt(hash('sha1', report, 'hex').slice(0, 12), 16);
}
