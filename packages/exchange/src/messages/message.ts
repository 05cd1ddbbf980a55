import { z } from 'zod';

const uuid = z.uuid();
const identity = z.string().regex(/^identity--[0-9a-f-]{36}$/);
const moment = z.iso.datetime({ precision: 3 });
const objectId = z.string().max(300);
/** A version as the object writes it; absent for an object without versions. */
const version = z.string().max(50).optional();
const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** What every message says: for which coalition, in whose name, and when. */
const head = { coalition: uuid, by: identity, at: moment };

/** A rendition by what it is: hexadecimal SHA-256 of its canonical form. */
export const RenditionName = z.strictObject({ id: objectId, modified: version, sha256: digest });
export type RenditionName = z.infer<typeof RenditionName>;

/** A holder took in renditions of one owner. The root is over the list that goes with it (`takenInRoot`). */
export const TookIn = z.strictObject({
  kind: z.literal('took-in'),
  ...head,
  node: uuid.describe('The node that holds them.'),
  owner: identity.describe('Whose they are.'),
  root: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  size: z.int().min(1).max(100_000),
});
export type TookIn = z.infer<typeof TookIn>;

/** What one recall is about: versions of an object, or all that there are and were. */
export const RecalledItem = z.strictObject({
  id: objectId,
  versions: z.union([z.literal('all'), z.array(z.string().max(50)).min(1).max(10_000)]),
});
export type RecalledItem = z.infer<typeof RecalledItem>;

/** The owner's order to purge. `by` is the owner. */
export const Recall = z.strictObject({
  kind: z.literal('recall'),
  ...head,
  recall: uuid,
  because: z.enum(['recalled', 'narrowed', 'expired', 'withdrawn']),
  reason: z.string().max(2000).optional().describe('For people; says nothing of the content.'),
  holders: z
    .array(identity)
    .max(2000)
    .optional()
    .describe('The members that must purge, where others may keep it; absent where all must.'),
  items: z.array(RecalledItem).min(1).max(10_000),
});
export type Recall = z.infer<typeof Recall>;

/** Where a holder purged, and what its word does not cover. */
export const coverage = {
  covered: ['live-database', 'text-index', 'database-log-files'],
  notCovered: ['file-system-snapshots', 'exported-files', 'mail', 'plain-clients'],
} as const;

/** The most orders that one word about purges confirms. */
export const mostConfirmed = 1000;

/** What became of one order: `versions` is how many versions it named. */
export const ConfirmedOrder = z.strictObject({
  recall: uuid,
  owner: identity.describe('Whose order it is: another may have called its own the same.'),
  id: objectId,
  state: z.enum(['purged', 'never-held']),
  versions: z.int().min(0),
});
export type ConfirmedOrder = z.infer<typeof ConfirmedOrder>;

/** A holder's signed word that it has purged what these orders name, and of what that word covers. */
export const Purged = z.strictObject({
  kind: z.literal('purged'),
  ...head,
  node: uuid,
  orders: z.array(ConfirmedOrder).min(1).max(mostConfirmed),
  covered: z.array(z.enum(coverage.covered)).min(1),
  not_covered: z.array(z.enum(coverage.notCovered)),
  kept: z
    .array(z.enum(['own-words-marked-source-recalled', 'tombstone']))
    .describe('What stays with the holder, by design.'),
});
export type Purged = z.infer<typeof Purged>;

/** What is to become of what a member contributed once it has left; its newest word before it left holds. */
export const Leaving = z.strictObject({
  kind: z.literal('leaving'),
  ...head,
  contributions: z.enum(['stays', 'frozen', 'goes']),
});
export type Leaving = z.infer<typeof Leaving>;

/** Somebody of the member `by`, which has an object, asks its originator to release it to others. */
export const ReleaseAsked = z.strictObject({
  kind: z.literal('release-asked'),
  ...head,
  request: uuid,
  originator: identity,
  object: objectId,
  recipients: z.array(identity).min(1).max(100).describe('Who should have it.'),
  reason: z.string().min(1).max(5000),
});
export type ReleaseAsked = z.infer<typeof ReleaseAsked>;

/** The originator's answer. `by` is the originator. */
export const ReleaseAnswered = z.strictObject({
  kind: z.literal('release-answered'),
  ...head,
  request: uuid,
  asker: identity,
  object: objectId,
  answer: z.enum(['granted', 'refused']),
  reason: z.string().max(5000).optional().describe('Why it was refused.'),
  reached: z.array(identity).max(100).optional().describe('Those who may have it by what was granted.'),
});
export type ReleaseAnswered = z.infer<typeof ReleaseAnswered>;

/** What members tell each other under their signatures, beside objects and the roster. */
export const Message = z.discriminatedUnion('kind', [TookIn, Recall, Purged, Leaving, ReleaseAsked, ReleaseAnswered]);
export type Message = z.infer<typeof Message>;
