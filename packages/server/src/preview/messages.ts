import { z } from '@hono/zod-openapi';
import { HandlingMessage, MemberRef } from '../objects/messages.ts';

/** Whoever has something. People are not named: `person` is those of a member or unit that has not got it itself. */
export const AudienceRef = MemberRef.extend({ kind: z.enum(['member', 'unit', 'person']) }).openapi('AudienceRef');

/** What one audience gets. */
export const PreviewRendition = z
  .object({
    object: z.record(z.string(), z.unknown()).describe('exactly what they get'),
    audience: z.array(AudienceRef),
    withheld: z.array(z.string()).describe('selectors of what they do not get, as the author’s version counts'),
  })
  .openapi('PreviewRendition');

/** What one audience has; what it says is for the owner's people alone. */
const HeldRendition = PreviewRendition.partial({ object: true, withheld: true }).extend({
  isWhole: z.boolean().describe('nothing is withheld from them'),
});

const Said = z.object({ text: z.string(), audience: z.array(AudienceRef).describe('whom it concerns') });

/** Who has what of an object. */
export const Holders = z
  .object({
    renditions: z
      .array(HeldRendition)
      .describe('the author’s own first; to auditors of other members without what they say and what is withheld'),
    members: z
      .object({ total: z.number().int(), reached: z.number().int() })
      .describe('of the coalition’s members: how many there are, and how many get something'),
    receipts: z
      .object({
        confirmed: z.array(
          z.object({ member: MemberRef, since: z.string(), node: z.string().describe('name of its node') }),
        ),
        waiting: z.array(MemberRef).describe('on other nodes, and have not said yet that they have it'),
      })
      .optional()
      .describe('who has it on another node, by its own signed word; absent where nothing was published'),
  })
  .openapi('Holders');

/** A node on which it would lie, or would not. */
export const PreviewNode = z
  .object({
    name: z.string(),
    operator: MemberRef.describe('the member that operates it: it can read what is stored there'),
    here: z.boolean().describe('the node that was asked'),
    holdsFor: z.array(AudienceRef).describe('for whom it holds a copy; nobody: it holds none'),
    operatorInAudience: z.boolean().describe('false: the operator is not among those whom all of that is for'),
    refused: z.array(Said).describe('whom it does not reach there, and why'),
  })
  .openapi('PreviewNode');

/** What publishing would do. */
export const Preview = z
  .object({
    ...Holders.shape,
    renditions: z.array(PreviewRendition).describe('the author’s own first'),
    nothing: z.array(Said).describe('the members that get nothing, by the reason'),
    warnings: z.array(Said).describe('what the author may not have meant'),
    nodes: z
      .array(PreviewNode)
      .describe('where it would lie: this node first, then those that host some of the audience'),
    plainClients: z
      .array(AudienceRef)
      .describe('members that read with plain TAXII clients: what these hold is unlabelled and cannot be recalled'),
    handling: HandlingMessage.describe('the duties and dates that come with it, those of the member’s policy included'),
    secondPerson: z.string().optional().describe('why it would wait for a second person, by the policy of the member'),
    changes: z
      .object({
        gain: z.array(AudienceRef),
        lose: z.array(AudienceRef).describe('of what they had nothing is left to them'),
        keepOlder: z.array(AudienceRef).describe('do not get this version, and keep the one before'),
        properties: z.array(z.string()).describe('that are added, gone or different'),
      })
      .optional()
      .describe('against the version before'),
  })
  .openapi('Preview');

export const WhyQuery = z.object({
  viewer: z
    .string()
    .max(300)
    .optional()
    .describe('a member or unit ("Member/Unit") by name, or anybody by identity id; absent: oneself'),
  property: z.string().max(500).optional().describe('a selector; absent: the object'),
});

/** Who sees how much of an object, and what decided it. */
export const Why = z
  .object({
    viewer: AudienceRef,
    property: z.string().optional(),
    sees: z.enum(['everything', 'some', 'nothing']),
    sentence: z.string(),
    reasons: z.array(
      z.object({
        text: z.string(),
        admits: z.boolean().describe('it lets the viewer have it; else it keeps it from the viewer'),
        property: z.string().optional().describe('the part that it decides about; absent: the object'),
        markings: z.array(z.string()).describe('ids of the markings that say so; for the owner’s people'),
      }),
    ),
  })
  .openapi('Why');
