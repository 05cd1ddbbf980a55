import { z } from '@hono/zod-openapi';
import { NewAccount } from '../accounts/messages.ts';
import { NewMember } from '../members/messages.ts';
import { shortName } from '../members/short-name.ts';

/** What a coalition is made of: its name, the member that operates the node, and its first administrator. */
export const NewCoalition = z.object({
  name: shortName,
  member: NewMember,
  admin: NewAccount.pick({ email: true, password: true }),
});
