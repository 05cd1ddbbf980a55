import { z } from '@hono/zod-openapi';
import { CommitmentSummary } from '../commitments/messages.ts';
import { ExpectationMessage } from '../expectations/messages.ts';
import { CellMessage, ClaimMessage, SignalMessage } from '../positions/messages.ts';

const named = z.object({ id: z.string(), name: z.string() });

const force = {
  unit: z.string().describe('what is counted; numbers of different units are never added'),
  words: z.string(),
  count: z.number(),
};

export const PictureQuery = z.object({
  asOf: z.iso.date().optional().describe('as of that day; absent: today'),
  known: z.iso
    .date()
    .optional()
    .describe(
      'only from what the node had for the viewer until the end of that day, whatever day its authors write; absent: what it has now',
    ),
  claim: z.string().max(200).optional().describe('whose positions are on the map; absent: the one that changed last'),
});

export const PictureMessage = z
  .object({
    day: z.string(),
    known: z.string().optional(),
    days: z.array(z.string()).describe('on which something was said, held, promised or done: stops of the slider'),
    claims: z.array(named),
    claim: ClaimMessage.optional(),
    cells: z.array(CellMessage).describe('of that claim'),
    signals: z.array(SignalMessage).describe('new ones first, then those of the own member, then the newest'),
    signalCount: z.number().int(),
    forces: z
      .array(z.object({ member: named, place: z.string(), ...force }))
      .describe('forces that are there, by member and place; those of one unit together, the largest first'),
    forcePlaces: z
      .array(z.object({ place: z.string(), ...force }))
      .describe('all that are in a place, each unit by itself, what is recorded twice once'),
    connections: z
      .array(
        z.object({
          member: named,
          place: z.string().optional().describe('where it contributes'),
          counterpart: named.optional().describe('with whom'),
          kinds: z.array(z.string()),
          commitments: z.number().int().describe('how many stand behind it'),
        }),
      )
      .describe('who contributes where and with whom, by commitments that stand; those with the most first'),
    expectations: z.array(ExpectationMessage).describe('overdue first, then what is due next'),
    commitments: z.array(CommitmentSummary).describe('overdue, and due next'),
    overdue: z.number().int(),
  })
  .openapi('Picture');
