import type {
  NewRosterProposal,
  Roster,
  RosterFiles,
  RosterProposal,
  RosterTaken,
  RosterVersion,
} from '@entente/server/api-types';
import type { ConnectionOptions } from '../commands/options.ts';
import { usageFailure } from '../failure.ts';

/** The signed roster of a node: in its data folder, or through its server. */
export type RosterSource = AsyncDisposable & {
  view(): Promise<Roster>;
  /** Newest first. */
  versions(): Promise<readonly RosterVersion[]>;
  /** All versions with their signatures, oldest first. */
  files(): Promise<RosterFiles>;
  take(files: RosterFiles): Promise<RosterTaken>;
  propose(proposal: NewRosterProposal): Promise<RosterProposal>;
  proposalFile(hash: string): Promise<RosterFiles>;
  sign(hash: string): Promise<RosterTaken>;
  withdraw(hash: string): Promise<void>;
};

/** Opens the roster that the options name. */
export async function openRoster({ data, url, token }: ConnectionOptions): Promise<RosterSource> {
  if (data !== undefined) {
    const { openDataRoster } = await import('./data-roster.ts');
    return openDataRoster(data);
  }
  if (url === undefined || token === undefined) {
    throw usageFailure('it is not said whose roster is meant', 'Give --data DIR, or --url URL and --token TOKEN.');
  }
  const { openServerRoster } = await import('./server-roster.ts');
  return openServerRoster(url, token);
}
