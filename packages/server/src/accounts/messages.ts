import { z } from '@hono/zod-openapi';
import { shortName } from '../members/short-name.ts';
import { MemberRef } from '../objects/messages.ts';
import { longestPassword, shortestPassword } from './passwords.ts';
import { roles } from './viewer.ts';

export const RoleName = z.enum(roles).openapi('Role');
const email = z
  .string()
  .trim()
  .max(320)
  .pipe(z.email('must be an e-mail address such as me@example.org'))
  .openapi({ type: 'string', format: 'email' });
const passwordLength = `must have ${shortestPassword} to ${longestPassword} characters`;
const newPassword = z.string().min(shortestPassword, passwordLength).max(longestPassword, passwordLength);
const unitName = z.string().max(500).optional().describe('a unit of that member, by name or identity id');
const name = shortName;

export const SignIn = z
  .object({ email, password: z.string().min(1).max(longestPassword) })
  .openapi('SignIn', { example: { email: 'analyst@us.example', password: 'let-me-look-around' } });

export const PasswordChange = z
  .object({ current: z.string().min(1).max(longestPassword), next: newPassword })
  .openapi('PasswordChange');

export const Me = z
  .object({
    account: z
      .object({ id: z.string(), email: z.string(), name: z.string() })
      .optional()
      .describe('none for a token of a member'),
    member: MemberRef,
    unit: MemberRef.optional().describe('the unit of that member acted for'),
    roles: z.array(RoleName),
    mayWrite: z.boolean().describe('false for a token that may only read'),
    mustChangePassword: z
      .literal(true)
      .optional()
      .describe('whoever set the password wants it changed: until it is, everything else is refused'),
  })
  .openapi('Me');

export const AccountMessage = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    identity: z.string().describe('STIX identity id, by which a release names this person'),
    member: MemberRef,
    unit: MemberRef.optional().describe('the unit of that member it acts for'),
    roles: z.array(RoleName),
    clearedForRed: z.boolean().describe('appointed by its member for TLP:RED'),
    disabled: z.boolean(),
    created: z.iso.datetime(),
    lastSignIn: z.iso.datetime().optional(),
  })
  .openapi('Account');

export const NewAccount = z
  .object({
    email,
    name,
    member: z.string().optional().describe('name or identity id; default: the one acting'),
    unit: unitName,
    roles: z.array(RoleName).max(roles.length).default(['reader']),
    clearedForRed: z.boolean().default(false).describe('appoint for TLP:RED: by an admin of its own member'),
    password: newPassword,
    passwordToChange: z.boolean().default(false).describe('at the first sign-in the person is to choose another'),
  })
  .openapi('NewAccount');

export const AccountChange = z
  .object({
    disabled: z.boolean().optional(),
    roles: z.array(RoleName).max(roles.length).optional(),
    clearedForRed: z.boolean().optional().describe('appoint for TLP:RED, or withdraw that'),
    password: newPassword.optional().describe('a new password, set by an administrator'),
    passwordToChange: z.boolean().optional().describe('at the next sign-in the person is to choose another'),
  })
  .openapi('AccountChange');

export const TokenMessage = z
  .object({
    id: z.string(),
    label: z.string(),
    member: MemberRef,
    unit: MemberRef.optional().describe('the unit of that member it acts for'),
    personal: z.boolean().describe('of a person, with that account’s roles; else of the member'),
    account: z.object({ id: z.string(), email: z.string() }).optional(),
    write: z.boolean(),
    created: z.iso.datetime(),
    expires: z.iso.datetime(),
    lastUsed: z.iso.datetime().optional().describe('to about a minute'),
  })
  .openapi('Token');

export const NewToken = z
  .object({
    label: name,
    write: z.boolean().default(false),
    personal: z.boolean().default(false),
    member: z.string().optional().describe('name or identity id; default: the one acting'),
    unit: unitName,
    expires: z.iso.datetime({ offset: true }).optional().describe('default: in 365 days'),
  })
  .openapi('NewToken', { example: { label: 'TIP of the CERT', member: 'France', write: true } });

export const CreatedToken = TokenMessage.extend({ token: z.string().describe('shown this once') }).openapi(
  'CreatedToken',
);
