import { typeOfIdentifier } from '@entente/stix';
import { z } from '@hono/zod-openapi';
import { contributionTerms } from '../withdrawal/leaving-terms.ts';
import { shortName } from './short-name.ts';

export const MemberMessage = z
  .object({
    id: z.string().describe('STIX identity id'),
    name: z.string(),
    kind: z.enum(['country', 'organisation']),
    region: z.string().optional(),
    country: z.string().optional().describe('ISO 3166-1 alpha-2'),
    latitude: z.number().optional(),
    longitude: z.number().optional(),
    about: z.string().optional(),
    joined: z.string(),
    left: z.string().optional(),
    contributions: z
      .enum(contributionTerms)
      .optional()
      .describe('of one that has left: what became of what it contributed, by its own terms'),
    objects: z.number().int().optional().describe('how many objects of it the viewer may see'),
  })
  .openapi('Member');

export const NewMember = z
  .object({
    name: shortName,
    kind: z.enum(['country', 'organisation']).default('organisation'),
    region: z.string().max(200).optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
    about: z.string().max(5000).optional(),
    joined: z.iso.date().optional(),
    identity: z
      .string()
      .lowercase()
      .refine((id) => typeOfIdentifier(id) === 'identity', 'must be the STIX id of an identity')
      .optional(),
  })
  .openapi('NewMember');

export const GroupMessage = z
  .object({
    id: z.string().describe('STIX identity id'),
    name: z.string(),
    members: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .openapi('Group');

export const NewGroup = z
  .object({
    name: shortName,
    members: z.array(z.string()).describe('names or identity ids of members, units ("Member/Unit") or groups'),
  })
  .openapi('NewGroup');
