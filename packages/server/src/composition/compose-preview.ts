import { createFindAskedAbout } from '../preview/asked-about.ts';
import { createAudienceNames } from '../preview/audience-names.ts';
import { createCoalitionNodes } from '../preview/coalition-nodes.ts';
import { createExplainer } from '../preview/explainer.ts';
import { createHolders } from '../preview/holders.ts';
import { createHoldingNodes } from '../preview/holding-nodes.ts';
import { createPreviewer } from '../preview/previewer.ts';
import { createTookInReceipts } from '../receipts/took-in-receipts.ts';
import type { Signing } from '../signing/create-signing.ts';
import type { ExchangeParts } from './compose-exchange.ts';
import type { Ground } from './compose-ground.ts';
import type { MemberParts } from './compose-members.ts';
import type { ObjectParts } from './compose-objects.ts';
import type { TermsParts } from './compose-terms.ts';
import type { WritingParts } from './compose-writing.ts';

/** Who would get what of a draft, who has what of an object, and why. */
export type PreviewParts = ReturnType<typeof composePreview>;

export function composePreview(
  { database, now }: Ground,
  { members, names, roster, collections }: MemberParts,
  { terms, markings, defaultDates }: TermsParts,
  { releaser }: WritingParts,
  { reader, summaries, drafts, service, speakFor, secondPerson }: ObjectParts,
  { signedRoster }: Signing,
  { peers, holdings, isElsewhere }: ExchangeParts,
) {
  const audiences = createAudienceNames(roster, members, names);
  const common = {
    database,
    roster,
    names,
    markings,
    terms,
    collections,
    reader,
    summaries,
    audiences,
    defaultDates,
    now,
  };
  const askedAbout = createFindAskedAbout(database, reader);
  const nodes = createCoalitionNodes({ database, own: peers.own, peers: peers.store, signedRoster, now });
  const holdingNodes = createHoldingNodes({ nodes, members, roster, audiences });
  return {
    audiences,
    explainer: createExplainer({ ...common, askedAbout, releaser }),
    holders: createHolders({ ...common, askedAbout, releaser, members, holdings, signedRoster, isElsewhere }),
    tookInReceipts: createTookInReceipts(database, askedAbout, holdings),
    previewer: createPreviewer({ ...common, drafts, service, speakFor, secondPerson, holdingNodes }),
  };
}
