import { claimedKeyId, jwsTypes, openJws, signJws } from '../jws/compact-jws.ts';
import { keyId } from '../keys/key-id.ts';
import type { PrivateJwk } from '../keys/public-jwk.ts';
import type { RosterAdmin, RosterDocument } from './roster-document.ts';
import { rosterHash } from './roster-hash.ts';

/** An administrator's signature under a roster: a JWS in compact form. `signed` is when, in UTC with milliseconds. */
export function signRoster(roster: RosterDocument, key: PrivateJwk, signed: string): Promise<string> {
  const { coalition, version } = roster;
  const payload = { kind: 'roster', coalition: coalition.id, version, sha256: rosterHash(roster), signed };
  return signJws(payload, jwsTypes.roster, key);
}

/** Which of these administrators signed this roster; signatures of others, or of something else, count for nothing. */
export async function signersOfRoster(
  roster: RosterDocument,
  signatures: readonly string[],
  admins: readonly RosterAdmin[],
): Promise<RosterAdmin[]> {
  const byKey = new Map(admins.map((admin) => [keyId(admin.key), admin]));
  const expected = rosterHash(roster);
  const signers = new Set<RosterAdmin>();
  for (const signature of signatures) {
    const admin = byKey.get(claimedKeyId(signature, jwsTypes.roster) ?? '');
    if (admin === undefined || signers.has(admin)) continue;
    const opened = await openJws(signature, jwsTypes.roster, admin.key);
    if (opened.state === 'opened' && opened.payload.kind === 'roster' && opened.payload.sha256 === expected) {
      signers.add(admin);
    }
  }
  return [...signers];
}
