import { hash } from 'node:crypto';
import { canonicalize, type JsonObject } from '@entente/stix';
import type { RosterDocument } from './roster-document.ts';

/** SHA-256 of the canonical form of a roster (RFC 8785), in base64url: what its signatures are over. */
export function rosterHash(roster: RosterDocument): string {
  return hash('sha256', canonicalize(roster as JsonObject), 'base64url');
}
