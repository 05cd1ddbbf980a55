import type { LeavingTerms } from '@entente/server/api-types';

/** What becomes of contributions, as one chooses it, and as it is said of who has left. */
export const leavingWords = {
  stays: { choice: 'It stays, as it was released', left: 'What it contributed stays.' },
  frozen: { choice: 'It stays, frozen: nobody’s newer version is taken', left: 'What it contributed is frozen.' },
  goes: { choice: 'It goes: all of it is recalled from everybody', left: 'What it contributed was recalled.' },
} as const satisfies Record<LeavingTerms['contributions'], { choice: string; left: string }>;
