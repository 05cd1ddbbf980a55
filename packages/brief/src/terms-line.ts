import type { BriefTerms } from './brief.ts';

/** What stands on every page. */
export function termsLine({ label, audience }: BriefTerms): string {
  return `${label} · ${audience}`;
}
