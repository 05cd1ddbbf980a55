import { z } from 'zod';
import { PublicJwk } from '../keys/public-jwk.ts';

const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'is not a UUID');
const identity = z
  .string()
  .regex(/^identity--[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'is not the id of an identity');
const name = z.string().min(1).max(200);
const hash = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'is not a SHA-256 hash in base64url');

/** A moment in UTC with milliseconds, so that texts compare as times do. */
const moment = z.iso.datetime({ precision: 3 });
/** A day, `YYYY-MM-DD`. */
const day = z.iso.date();

/** A key of a member, and when its signatures count. */
export const RosterKey = z.strictObject({
  key: PublicJwk,
  from: moment,
  until: moment.optional().describe('Rotated: what it signed before stays valid.'),
  revoked: moment.optional().describe('Lost or stolen: nothing that it signed counts any more.'),
});
export type RosterKey = z.infer<typeof RosterKey>;

const period = z.strictObject({ joined: day, left: day });

export const RosterMember = z.strictObject({
  identity,
  name,
  kind: z.enum(['country', 'organisation']),
  region: z.string().max(200).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
  about: z.string().max(5000).optional(),
  joined: day,
  left: day.optional().describe('The first day on which it was no member any more.'),
  earlier: z.array(period).max(100).optional().describe('When it was a member before, where it came back.'),
  keys: z.array(RosterKey).max(100),
});
export type RosterMember = z.infer<typeof RosterMember>;

export const RosterAdmin = z.strictObject({ name, member: identity.optional(), key: PublicJwk });
export type RosterAdmin = z.infer<typeof RosterAdmin>;

export const RosterNode = z.strictObject({
  id: uuid,
  name,
  url: z.url().max(2000).optional(),
  key: PublicJwk,
  tls: hash.optional().describe('SHA-256 of the public key of its certificate, where that is pinned.'),
  operator: identity.describe('The member that operates it.'),
  hosts: z.array(identity).max(2000).describe('The members that it hosts.'),
});
export type RosterNode = z.infer<typeof RosterNode>;

/** The list of who belongs to a coalition, what they sign with and where they are. */
export const RosterDocument = z.strictObject({
  format: z.literal('entente-roster/1'),
  coalition: z.strictObject({ id: uuid, name }),
  version: z.int().min(1),
  issued: moment,
  expires: moment,
  previous: hash.nullable().describe('The hash of the version before; null for the first.'),
  threshold: z.int().min(1).describe('How many of the administrators must sign.'),
  admins: z.array(RosterAdmin).min(1).max(200),
  members: z.array(RosterMember).max(2000),
  nodes: z.array(RosterNode).max(2000),
});
export type RosterDocument = z.infer<typeof RosterDocument>;

/** A roster with what was signed under it, as files and peers carry it. */
export const RosterFile = z.strictObject({
  roster: RosterDocument,
  signatures: z.array(z.string().max(4000)).max(400).describe('JWS in compact form over the hash of the roster.'),
});
export type RosterFile = z.infer<typeof RosterFile>;

/** How many of so many administrators are a majority: the threshold unless they choose another. */
export function majority(admins: number): number {
  return Math.floor(admins / 2) + 1;
}
