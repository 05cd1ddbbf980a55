import { readFileSync } from 'node:fs';
import { type PrivateJwk, PublicJwk, publicPart, RosterFile, signRoster } from '@entente/exchange';
import { Failure } from '../failure.ts';
import { readRosterFile } from './roster-file.ts';

/** A proposal in a file with one more signature, by the key in another file; and what it says, for people. */
export async function signFile(
  file: string,
  keyFile: string,
): Promise<{ file: { rosters: RosterFile[] }; changes: string[] }> {
  const read = RosterFile.safeParse(readRosterFile(file).at(-1));
  if (!read.success) throw new Failure(`${file} holds no proposal`, 'Get one with entente roster export --proposal.');
  const { roster, signatures } = read.data;
  const signature = await signRoster(roster, readPrivateKey(keyFile), new Date().toISOString());
  const { version, threshold, admins, members, expires } = roster;
  return {
    file: { rosters: [{ roster, signatures: [...new Set([...signatures, signature])] }] },
    changes: [
      `Version ${version} of the roster of ${roster.coalition.name}, in force until ${expires.slice(0, 10)}`,
      `${members.filter(({ left }) => left === undefined).length} members; ${threshold} of ${admins.length} administrators sign.`,
    ],
  };
}

/** A private key as `entente key new` wrote it. */
function readPrivateKey(file: string): PrivateJwk {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Failure(`${file} holds no key`, 'Make one with entente key new.');
  }
  const key = value as PrivateJwk;
  if (typeof key?.d !== 'string' || !PublicJwk.safeParse(publicPart(key)).success) {
    throw new Failure(`${file} holds no private key`, 'Make one with entente key new.');
  }
  return key;
}
