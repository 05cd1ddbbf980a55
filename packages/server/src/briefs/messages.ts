import { z } from '@hono/zod-openapi';

const day = z.string().describe('YYYY-MM-DD');

export const briefSubjects = ['claim', 'member', 'area', 'day', 'what-if'] as const;

const scenario = z.string().max(2000).optional();

export const BriefQuery = z.object({
  about: z.enum(briefSubjects).describe('what kind of thing it is about'),
  of: z
    .string()
    .max(300)
    .optional()
    .describe(
      'claim: its id; member: name or id; area: a place or country by name, or the id of a location; day: not needed',
    ),
  member: scenario.describe('what-if: without these members, comma-separated'),
  place: scenario.describe('what-if: without these places'),
  line: scenario.describe('what-if: without these lines of effort'),
  member2: scenario.describe('a second scenario, beside the first'),
  place2: scenario.describe('the second scenario: without these places'),
  line2: scenario.describe('the second scenario: without these lines of effort'),
  asOf: z.iso.date().optional().describe('as of that day; absent: today'),
  known: z.iso
    .date()
    .optional()
    .describe('only from what the node had for the viewer until the end of that day, whatever day its authors write'),
  audience: z
    .string()
    .max(300)
    .optional()
    .describe('a member, group or "Member/Unit": made of what the own member released to it, and nothing else'),
  format: z.enum(['json', 'markdown', 'pdf']).default('json').describe('of the answer'),
});

const Source = z.object({
  number: z.number().int(),
  text: z.string(),
  url: z.string().optional(),
  object: z.string().optional(),
});

const Item = z.object({
  day: day.optional(),
  lead: z.string().optional(),
  text: z.string(),
  isQuote: z.boolean().optional(),
  note: z.string().optional(),
  sources: z.array(z.number().int()),
});

export const BriefMessage = z
  .object({
    title: z.string(),
    subtitle: z.string(),
    by: z.string(),
    made: z.string(),
    terms: z.object({
      label: z.string().describe('the narrowest level of everything in it'),
      audience: z.string(),
      handling: z.array(z.string()),
    }),
    sections: z.array(
      z.object({ heading: z.string(), items: z.array(Item), empty: z.string(), note: z.string().optional() }),
    ),
    sources: z.array(Source),
  })
  .openapi('Brief');
