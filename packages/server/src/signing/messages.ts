import { z } from '@hono/zod-openapi';
import { MemberRef } from '../objects/messages.ts';

const key = z.object({ id: z.string().describe('RFC 7638 thumbprint'), fingerprint: z.string() });

/** Who stands for an object, as its page shows it. */
export const SignedByMessage = z
  .object({
    state: z
      .enum(['signed', 'pending', 'unsignable', 'unsigned'])
      .describe('pending: to be signed in a moment; unsignable: see message; unsigned: nobody signed it'),
    message: z.string().describe('for people'),
    signer: MemberRef.optional(),
    role: z.enum(['creator', 'source']).optional(),
    key: key.optional(),
    signed: z.string().optional(),
    now: z
      .enum(['valid', 'key-ended', 'member-left', 'refused'])
      .optional()
      .describe('how the signature, valid when made, stands today'),
    reason: z.string().optional().describe('where it is refused today: the code of the reason'),
    way: z
      .object({
        kind: z.enum(['here', 'peer']),
        node: z.string().optional().describe('name of the node that delivered it'),
        received: z.string().optional(),
      })
      .optional(),
    proof: z.record(z.string(), z.unknown()).optional().describe('the proof, as a STIX object'),
  })
  .openapi('SignedBy');
