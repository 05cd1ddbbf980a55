import { z } from '@hono/zod-openapi';
import { Problem } from '../http/problem.ts';

const prefix = 'entente-invitation:';

const Contents = z.strictObject({
  v: z.literal(1),
  id: z.uuid(),
  secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  url: z.url().max(500),
  /** SHA-256 of the key of the inviting node. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
  /** SHA-256 of the certificate that it shows, where no authority vouches for that. */
  tls: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  expires: z.iso.datetime(),
});

/** What an invitation says. Whoever has it can join once, until it expires. */
export type Invitation = z.infer<typeof Contents>;

/** The text that is handed over, or shown as a QR code. */
export function writeInvitation(invitation: Invitation): string {
  return prefix + Buffer.from(JSON.stringify(invitation)).toString('base64url');
}

/** Throws `invalid` for what is no invitation, however it was wrapped into lines. */
export function readInvitation(text: string): Invitation {
  const compact = text.replace(/\s/g, '');
  const parsed = Contents.safeParse(parseJson(compact.startsWith(prefix) ? compact.slice(prefix.length) : ''));
  if (!parsed.success) {
    throw new Problem('invalid', `That is no invitation: it begins with ${prefix} and is pasted as a whole.`, {
      property: 'invitation',
    });
  }
  return parsed.data;
}

function parseJson(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64url').toString());
  } catch {
    return undefined;
  }
}
