import { signalKinds } from '@entente/positions';
import { z } from '@hono/zod-openapi';

const Id = z.string().min(1).max(200);

/** What somebody wants to be told of. */
export const WatchMessage = z
  .discriminatedUnion('about', [
    z.object({ about: z.literal('claim'), claim: Id }),
    z.object({ about: z.literal('member'), member: Id.describe('name or identity id') }),
    z.object({ about: z.literal('signals'), kinds: z.array(z.enum(signalKinds)).min(1).max(signalKinds.length) }),
    z.object({ about: z.literal('lapses') }),
    z.object({ about: z.literal('leads') }),
    z.object({ about: z.literal('requests') }),
    z.object({ about: z.literal('recalls') }),
    z.object({ about: z.literal('search'), search: Id.describe('id of an own saved search') }),
  ])
  .openapi('AlertWatch');
export type Watch = z.output<typeof WatchMessage>;

export const channels = ['in-app', 'e-mail', 'webhook'] as const;
/** How an alert reaches somebody besides standing in his list. */
export type Channel = (typeof channels)[number];

export const NewAlertSubscription = z
  .object({
    watch: WatchMessage,
    channel: z.enum(channels).default('in-app'),
    address: z.url().max(2000).optional().describe('of a webhook'),
  })
  .openapi('NewAlertSubscription');

export const AlertSubscriptionMessage = z
  .object({
    id: z.string(),
    watch: WatchMessage,
    name: z.string().describe('in words, as far as its person may know'),
    channel: z.enum(channels),
    address: z.string().optional(),
    created: z.string(),
    stopped: z
      .object({ time: z.string(), problem: z.string() })
      .optional()
      .describe('its channel was given up; a test that arrives takes it up again'),
  })
  .openapi('AlertSubscription');

export const AddedAlertSubscription = AlertSubscriptionMessage.extend({
  secret: z.string().optional().describe('of a webhook: in this answer, and never again'),
}).openapi('AddedAlertSubscription');

export const AlertSubscriptions = z
  .object({
    subscriptions: z.array(AlertSubscriptionMessage),
    channels: z.array(z.enum(channels)).describe('those that the node offers'),
  })
  .openapi('AlertSubscriptions');

export const AlertMessage = z
  .object({
    id: z.string(),
    subscription: z.object({ id: z.string(), name: z.string() }),
    what: z.string().describe('position, statement, signal, lead …'),
    title: z.string(),
    path: z.string().describe('where it is in the web application'),
    time: z.string(),
    read: z.boolean(),
  })
  .openapi('Alert');

export const AlertList = z
  .object({
    alerts: z.array(AlertMessage),
    unread: z.number().int(),
    stopped: z.number().int().describe('subscriptions whose channel was given up'),
  })
  .openapi('AlertList');

export const ReadAlerts = z
  .object({ ids: z.array(Id).max(1000).optional().describe('absent: all') })
  .openapi('ReadAlerts');

export const AlertTest = z.object({ arrived: z.boolean(), problem: z.string().optional() }).openapi('AlertTest');
