import { z } from '@hono/zod-openapi';
import { TlpLevel } from '../objects/messages.ts';

/** How often, at the most once a minute and at the least once a week. */
const Minutes = z.int().min(1).max(10_080).default(60).describe('how often, in minutes');
const moment = z.string().describe('ISO 8601');

/** What is said before objects go where nothing is known of terms. */
export const pushWarning = 'Objects that are pushed leave without their labels being enforced, and cannot be recalled.';

export const TaxiiCredential = z
  .discriminatedUnion('login', [
    z.object({ login: z.literal('none') }),
    z.object({
      login: z.literal('basic'),
      user: z
        .string()
        .min(1)
        .max(300)
        .regex(/^[^:\p{Cc}]+$/u, 'no colon'),
      password: z.string().min(1).max(1000),
    }),
    z.object({
      login: z.literal('bearer'),
      token: z
        .string()
        .min(1)
        .max(8000)
        .regex(/^[\x21-\x7e]+$/, 'one word'),
    }),
  ])
  .openapi('TaxiiCredential');

const there = {
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .describe('the API root over there'),
  source: z.string().min(1).max(300).describe('id or alias of the collection over there'),
  collection: z.string().max(300).describe('id or alias of the collection here'),
};

const Proofs = z.string().min(1).max(300).optional();

const Pulled = z.object({
  tlp: TlpLevel.describe('holds beside the markings of what comes in'),
  releasableTo: z
    .array(z.string().max(300))
    .max(100)
    .default([])
    .describe('members, units or groups that alone may have it'),
});

const PushLevel = z.enum(['clear', 'green']).describe('the narrowest level that is sent');

export const NewTaxiiFeed = z
  .discriminatedUnion('direction', [
    z.object({
      direction: z.literal('pull'),
      ...there,
      version: z.enum(['2.1', '2.0']).default('2.1').describe('of TAXII over there'),
      credential: TaxiiCredential.default({ login: 'none' }),
      terms: Pulled,
      minutes: Minutes,
    }),
    z.object({
      direction: z.literal('push'),
      ...there,
      credential: TaxiiCredential.default({ login: 'none' }),
      level: PushLevel.default('clear'),
      proofs: Proofs.describe(
        'id or alias of the collection there into which the proof of each object goes, perhaps the same; absent: none',
      ),
      earlier: z.boolean().default(false).describe('also what is in the collection already'),
      confirmed: z.boolean().default(false).describe(`required for GREEN: "${pushWarning}"`),
      minutes: Minutes,
    }),
  ])
  .openapi('NewTaxiiFeed');

export const TaxiiFeedMessage = z
  .object({
    id: z.string(),
    direction: z.enum(['pull', 'push']),
    ...there,
    version: z.enum(['2.1', '2.0']),
    proofs: z.string().optional().describe('the collection there that proofs are in, or go to'),
    login: z.enum(['none', 'basic', 'bearer']).describe('the credential itself is never shown again'),
    terms: Pulled.optional().describe('of a pull'),
    level: PushLevel.optional().describe('of a push'),
    minutes: z.int(),
    state: z.enum(['on', 'paused']),
    created: moment,
    next: moment.optional().describe('when it runs next; absent where it is paused'),
    ran: moment.optional().describe('the last run'),
    succeeded: moment.optional().describe('the last run that worked'),
    problem: z.string().optional().describe('why the last run failed'),
    objects: z.int().describe('new objects taken in, or objects sent, so far'),
    refused: z.int().describe('objects that did not come in or go out'),
  })
  .openapi('TaxiiFeed');

export const TaxiiFeedList = z
  .object({ feeds: z.array(TaxiiFeedMessage), warning: z.string().describe('of every push') })
  .openapi('TaxiiFeedList');

export const TaxiiFeedView = TaxiiFeedMessage.extend({
  refusals: z
    .array(z.object({ object: z.string(), version: z.string(), rule: z.string(), reason: z.string(), at: moment }))
    .describe('newest first, 200 at the most'),
}).openapi('TaxiiFeedView');

export const TaxiiFeedChange = z.object({ state: z.enum(['on', 'paused']) }).openapi('TaxiiFeedChange');
