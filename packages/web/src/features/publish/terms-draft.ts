import type { TlpLevel } from '@entente/server/api-types';

/** The terms as they are being chosen; ids of members and groups. */
export interface TermsDraft {
  collection: string;
  tlp: TlpLevel | undefined;
  releasableTo: string[];
  notReleasableTo: string[];
}

export const noTerms: TermsDraft = { collection: '', tlp: undefined, releasableTo: [], notReleasableTo: [] };
