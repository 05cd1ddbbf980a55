import { type AsOf, type Conversion, isDay, type Rate } from '@entente/commitments';
import { z } from '@hono/zod-openapi';
import { Problem } from '../http/problem.ts';

export const DayMessage = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day, like 2019-02-06')
  .refine(isDay, 'is no day that exists')
  .describe('a day, ISO 8601');

/** As of which day, and from what was recorded until when. */
export const AsOfQuery = z.object({
  valid: DayMessage.optional().describe('as of this day, past or future; absent: today'),
  known: z
    .union([DayMessage, z.iso.datetime()], 'must be a day or a moment, like 2019-02-06 or 2019-02-06T12:00:00Z')
    .optional()
    .describe('only from what the node had for the viewer by then; absent: all that it has now'),
});

/** Money is only ever told in another currency by rates that somebody states. */
export const ConversionQuery = z.object({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a currency as ISO 4217 writes it: USD')
    .optional()
    .describe('tell money in this currency (ISO 4217)'),
  rate: z
    .string()
    .max(2000)
    .optional()
    .describe('stated rates, comma-separated: EUR/USD:1.13@2019-02-01 says that a euro is 1.13 dollars on that day'),
});

/** A day that something was known by counts to its end. */
export function readAsOf({ valid, known }: z.infer<typeof AsOfQuery>, today: string): AsOf {
  const until = known === undefined || !isDay(known) ? known : `${known}T23:59:59.999999Z`;
  return { valid: valid ?? today, ...(until === undefined ? {} : { known: until }) };
}

/** Throws `invalid` for a rate that is none. */
export function readConversion({ currency, rate }: z.infer<typeof ConversionQuery>): Conversion | undefined {
  const rates = (rate ?? '')
    .split(',')
    .filter((each) => each.trim() !== '')
    .map(readRate);
  return currency === undefined ? undefined : { to: currency, rates };
}

function readRate(text: string): Rate {
  const found = /^\s*([A-Z]{3})\/([A-Z]{3}):(\d{1,12}(?:\.\d{1,12})?)@(\d{4}-\d{2}-\d{2})\s*$/.exec(text);
  const [, from = '', to = '', number = '', on = ''] = found ?? [];
  if (found === null || Number(number) === 0 || !isDay(on)) {
    throw new Problem('invalid', `${text} is no rate: write EUR/USD:1.13@2019-02-01.`);
  }
  return { from, to, rate: Number(number), on };
}
