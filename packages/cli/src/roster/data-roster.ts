import { rosterTaken } from '@entente/server';
import { firstMember } from '../connection/data-viewers.ts';
import { openCore } from '../connection/open-core.ts';
import { Failure } from '../failure.ts';
import type { RosterSource } from './roster-source.ts';

/** The roster in a data folder that no server runs on; a folder from before there were rosters gets its first one. */
export async function openDataRoster(data: string): Promise<RosterSource> {
  const open = openCore(data);
  const { signedRoster, rosterVersions, rosterViews, localViewer } = open.core;
  const viewer = localViewer(firstMember(open.core));
  await signedRoster.follow();
  return {
    view: () => rosterViews.view(viewer),
    versions: () => rosterViews.versions(),
    files: async () => ({ rosters: rosterVersions.versions().map(({ file }) => ({ ...file })) }),
    take: async ({ rosters }) => rosterTaken(await signedRoster.take(rosters, 'imported here')),
    async propose({ changes, note }) {
      const { hash } = await signedRoster.propose(viewer, changes.map(withDefaults), note);
      return rosterViews.proposal(hash);
    },
    async proposalFile(hash) {
      const found = rosterVersions.proposals().find((each) => each.hash === hash);
      if (found === undefined) throw new Failure('there is no such proposal', 'entente roster show lists them.');
      return { rosters: [{ ...found.file }] };
    },
    sign: async (hash) => rosterTaken(await signedRoster.sign(viewer, hash)),
    withdraw: (hash) => signedRoster.withdraw(viewer, hash),
    async [Symbol.asyncDispose]() {
      await open.core.signer.catchUp();
      await open[Symbol.asyncDispose]();
    },
  };
}

type Change = Parameters<RosterSource['propose']>[0]['changes'][number];
type WholeChange = Parameters<ReturnType<typeof openCore>['core']['signedRoster']['propose']>[1][number];

function withDefaults(change: Change): WholeChange {
  return change.kind === 'join' ? { ...change, keys: change.keys ?? [] } : change;
}
