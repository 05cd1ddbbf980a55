import { z } from '@hono/zod-openapi';
import { MemberRef } from '../objects/messages.ts';

const direction = z.enum(['on', 'paused', 'ended']);

/** A member as one of two nodes hosts it; `known` tells whether the coalition here has it already. */
const Hosted = z.object({ id: z.string(), name: z.string(), known: z.boolean() });

export const OwnNodeMessage = z
  .object({
    name: z.string(),
    url: z.string().optional(),
    fingerprint: z.string().describe('eight groups of five digits, to be read to each other'),
    hosts: z.array(MemberRef),
  })
  .openapi('OwnNode');

export const PeerMessage = z
  .object({
    id: z.string(),
    name: z.string(),
    url: z.string().optional().describe('absent: it only comes to us'),
    fingerprint: z.string(),
    pinned: z.boolean().describe('whether it may show one certificate only'),
    joined: z.string(),
    compared: z.string().optional().describe('when somebody said that the fingerprints are the same on both sides'),
    confirmed: z.string().optional().describe('since when the roster names it, too: now objects pass'),
    waits: z.string().optional().describe('what is missing yet, for people'),
    sending: direction,
    receiving: direction,
    relays: z.boolean().describe('whether it may pass on what others released to the whole coalition'),
    hosts: z.array(Hosted),
    status: z.object({
      connected: z.boolean().describe('its events are heard just now'),
      caughtUp: z.string().optional().describe('when all that it had was last here'),
      upTo: z.string().optional().describe('up to which of its dates everything is here'),
      received: z.number().int().describe('objects since this node started'),
      perMinute: z.number().int(),
      setAside: z.number().int(),
      refusesOrdersOf: z
        .array(z.string())
        .describe('members of whom it tells more orders to purge what never came here than are kept'),
      failure: z.object({ code: z.string(), message: z.string(), at: z.string() }).optional(),
    }),
  })
  .openapi('Peer');

export const PeerList = z.object({ own: OwnNodeMessage, peers: z.array(PeerMessage) }).openapi('PeerList');

const url = z
  .url()
  .max(500)
  .optional()
  .describe('where the other node reaches this one, where the server does not know');

export const NewInvitation = z
  .object({
    sending: z.boolean().default(true).describe('whether we send to it'),
    receiving: z.boolean().default(true).describe('whether we take from it'),
    url,
  })
  .openapi('NewInvitation');

export const InvitationMessage = z.object({ invitation: z.string(), expires: z.string() }).openapi('Invitation');

const invitation = z.string().min(1).max(5000);
export const InvitationText = z.object({ invitation }).openapi('InvitationText');

export const InvitingNode = z
  .object({
    coalition: z.string(),
    name: z.string(),
    url: z.string().optional(),
    fingerprint: z.string(),
    hosts: z.array(Hosted),
  })
  .openapi('InvitingNode');

export const JoinRequest = z
  .object({ invitation, sending: z.boolean().default(true), receiving: z.boolean().default(true), url })
  .openapi('JoinRequest');

export const PeerConfirmation = z
  .object({ fingerprint: z.string().min(1).max(100).describe('as the other side read it out') })
  .openapi('PeerConfirmation');

export const PeerChangeMessage = z
  .object({
    name: z.string().trim().min(1).max(200).optional(),
    sending: direction.optional(),
    receiving: direction.optional(),
    relays: z.boolean().optional(),
  })
  .openapi('PeerChange');

export const PeerLogMessage = z
  .object({ entries: z.array(z.object({ at: z.string(), kind: z.string(), detail: z.string() })) })
  .openapi('PeerLog');

export const SetAsideRunMessage = z
  .object({
    rule: z.string().optional().describe('only what waits for this reason'),
    total: z.number().int(),
    done: z.number().int(),
    taken: z.number().int(),
    isOver: z.boolean(),
    failure: z.string().optional().describe('why it ended before all were tried'),
  })
  .openapi('SetAsideRun');

export const RetryAll = z
  .object({ rule: z.string().min(1).max(100).optional().describe('absent: whatever the reason') })
  .openapi('RetrySetAside');

export const SetAsideList = z
  .object({
    setAside: z.array(
      z.object({
        id: z.int(),
        member: MemberRef,
        object: z.string(),
        version: z.string(),
        rule: z.string(),
        reason: z.string(),
        at: z.string(),
        retriable: z.boolean(),
      }),
    ),
    total: z.number().int(),
    reasons: z.array(z.object({ rule: z.string(), count: z.number().int() })).describe('most first'),
    run: SetAsideRunMessage.optional().describe('trying all once more: under way, or the last'),
  })
  .openapi('SetAsideList');
