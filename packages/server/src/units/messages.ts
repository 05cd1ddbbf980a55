import { z } from '@hono/zod-openapi';
import { MemberRef } from '../objects/messages.ts';

const amberStrict = z.boolean().describe('of an internal unit: appointed by its member for TLP:AMBER+STRICT');
const amber = z.boolean().describe('of a served unit: its member allows it TLP:AMBER');
const listed = z.boolean().describe('whether the coalition knows of it');

export const UnitMessage = z
  .object({
    id: z.string().describe('STIX identity id'),
    name: z.string(),
    address: z.string().describe('"Member/Unit": by this a release names it'),
    member: MemberRef,
    kind: z.enum(['internal', 'served']).describe('part of its member’s organisation, or a client that it serves'),
    about: z.string().optional(),
    listed,
    amberStrict: amberStrict.optional().describe('its own member and coalition admins see this'),
    amber: amber.optional().describe('its own member and coalition admins see this'),
    created: z.iso.datetime(),
    closed: z.iso.datetime().optional(),
  })
  .openapi('Unit');

export const NewUnit = z
  .object({
    name: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .regex(/^[^/,]*$/, 'without / and ,'),
    kind: z.enum(['internal', 'served']),
    about: z.string().max(5000).optional(),
    amberStrict: amberStrict.default(false),
    amber: amber.default(false),
    listed: listed.default(true),
  })
  .openapi('NewUnit');

export const UnitChange = z
  .object({
    amberStrict: amberStrict.optional(),
    amber: amber.optional(),
    listed: z.literal(true).optional().describe('makes it known to the coalition, for good'),
    closed: z.literal(true).optional().describe('closes it, for good: nothing reaches it any more'),
  })
  .openapi('UnitChange');
