import type { Commitment, CommitmentEvent, TotalLine } from '@entente/server/api-types';

export const stageNames: Record<Commitment['stage'], string> = {
  none: 'nothing yet',
  announced: 'announced',
  pledged: 'pledged',
  confirmed: 'confirmed',
  deployed: 'deployed',
  disbursed: 'paid out',
  'withdrawal-ordered': 'withdrawal ordered',
  withdrawn: 'withdrawn',
  expired: 'expired',
  denied: 'denied',
};

export const columnNames: Record<TotalLine['column'], string> = {
  promised: 'Promised',
  delivered: 'Deployed or paid',
  outstanding: 'Outstanding',
  leaving: 'Ordered to leave',
  remaining: 'Would remain',
  withdrawn: 'Withdrawn',
};

export const eventNames: Record<CommitmentEvent['kind'], string> = {
  announced: 'Announced',
  pledged: 'Pledged',
  confirmed: 'Confirmed by the counterpart',
  deployed: 'Deployed',
  disbursed: 'Paid out',
  changed: 'Changed',
  reduced: 'Reduced',
  'withdrawal-ordered': 'Ordered withdrawn',
  withdrawn: 'Withdrawn',
  expired: 'Expired',
  denied: 'Denied',
};

export const asideNames: Record<NonNullable<CommitmentEvent['setAside']>['because'], string> = {
  'not-yet': 'not yet in force on that day',
  'not-known': 'not yet recorded then',
  corrected: 'corrected since',
  denied: 'denied',
  'another-source': 'another source’s figure is used',
};

/** `stabilisation-aid` as people write it. */
export function plainWords(vocabulary: string): string {
  return vocabulary.replaceAll('-', ' ');
}
