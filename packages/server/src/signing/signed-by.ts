import { claimedKeyId, fingerprint, jwsTypes, type ProofVerdict, readProof, verifyProof } from '@entente/exchange';
import type { JsonObject } from '@entente/stix';
import type { z } from '@hono/zod-openapi';
import type { Viewer } from '../accounts/viewer.ts';
import type { MemberStore } from '../members/member-store.ts';
import type { ObjectReader, Rendition } from '../objects/object-reader.ts';
import type { ObjectViews } from '../objects/object-views.ts';
import type { SignedRoster } from '../roster/signed-roster.ts';
import type { SignedByMessage } from './messages.ts';
import type { ProofStore } from './proof-store.ts';

type Message = z.infer<typeof SignedByMessage>;

/** Who stands for an object that a viewer may see, verified anew. Hidden and nonexistent are one `not-found`. */
export type SignedBy = { of(viewer: Viewer, id: string, version?: string): Promise<Message> };

type Parts = {
  readonly views: Pick<ObjectViews, 'rendition'>;
  readonly reader: Pick<ObjectReader, 'bodies'>;
  readonly proofs: ProofStore;
  readonly roster: SignedRoster;
  readonly members: MemberStore;
  /** Name and time of the peer that delivered a version, where one did. */
  readonly deliveredBy: (version: number) => { readonly node: string; readonly received: string } | undefined;
  readonly now: () => string;
};

export function createSignedBy({ views, reader, proofs, roster, members, deliveredBy, now }: Parts): SignedBy {
  async function judged(rendition: Rendition, proof: JsonObject): Promise<ProofVerdict | undefined> {
    const keys = roster.keys();
    const [bytes] = reader.bodies([rendition]);
    if (keys === undefined || bytes === undefined) return undefined;
    const value = JSON.parse(Buffer.from(bytes).toString()) as JsonObject;
    return verifyProof({ bytes, value }, proof, keys, now());
  }

  function keyMessage(id: string): Pick<Message, 'key'> {
    const found = roster.keys()?.find(id);
    return found === undefined ? {} : { key: { id, fingerprint: fingerprint(found.key) } };
  }

  function ref(identity: string): { id: string; name: string } {
    return { id: identity, name: members.find(identity)?.name ?? identity };
  }

  return {
    async of(viewer, id, version) {
      const rendition = views.rendition(viewer, id, version);
      const found = proofs.stateOf(rendition.body);
      if (found.state === 'none') return withoutProof(rendition);
      if (found.state === 'unsignable') {
        const message = `It is not signed, and does not leave this node: the number ${found.detail} has another value as an IEEE double, so a signature would not fix it. Write it as text.`;
        return { state: 'unsignable', message };
      }
      const verdict = await judged(rendition, found.proof);
      const proof = readProof(found.proof);
      if (verdict === undefined || proof === undefined)
        return { state: 'unsigned', message: 'Its proof is unreadable.' };
      const signer = ref(proof.created_by_ref);
      const common = {
        state: 'signed',
        signer,
        role: proof.role,
        signed: proof.created,
        way: wayOf(found),
        proof: found.proof as Record<string, unknown>,
      } as const;
      if (verdict.state === 'refused') {
        return {
          ...common,
          ...keyOfProof(proof.signature),
          now: 'refused',
          reason: verdict.reason,
          message: verdict.reason === 'key-revoked' ? revokedSentence(found, signer.name) : verdict.message,
        };
      }
      return { ...common, ...keyMessage(verdict.keyId), now: verdict.now, message: sentence(verdict, signer.name) };
    },
  };

  function withoutProof({ owner, version }: Rendition): Message {
    if (roster.hosts(owner)) return { state: 'pending', message: 'It is signed in a moment.' };
    const delivery = deliveredBy(version);
    if (delivery === undefined) {
      return { state: 'unsigned', message: 'Nobody signed it: it came by import, or from a plain TAXII server.' };
    }
    const message = `It came without a signature: the node ${delivery.node}, which delivered it, vouches for it.`;
    return { state: 'unsigned', message, way: { kind: 'peer', ...delivery } };
  }

  function wayOf(found: Exclude<ReturnType<ProofStore['stateOf']>, { state: 'none' | 'unsignable' }>): Message['way'] {
    if (found.state === 'signed') return { kind: 'here' };
    const node = roster.current()?.file.roster.nodes.find(({ id }) => id === found.via)?.name ?? found.via;
    return { kind: 'peer', node, received: found.received };
  }

  function keyOfProof(signature: string): Pick<Message, 'key'> {
    return keyMessage(claimedKeyId(signature, jwsTypes.batch) ?? '');
  }
}

function revokedSentence({ state }: ReturnType<ProofStore['stateOf']>, signer: string): string {
  const anew = state === 'received' ? ' Its node signs it anew, and this one asks for that.' : '';
  return `The key counted when ${signer} signed it, and was revoked since: whoever stole it could write any date, so nothing that it signed counts any more.${anew}`;
}

function sentence({ role, now }: Extract<ProofVerdict, { state: 'valid' }>, signer: string): string {
  const as =
    role === 'creator'
      ? `${signer} created and signed it.`
      : `${signer} brought it in and signed it as its source; its creator did not sign it.`;
  const today = {
    valid: 'The signature was valid when it was made, and is today.',
    'key-ended': 'The signature was valid when it was made; its key was rotated since.',
    'member-left': `The signature was valid when it was made; ${signer} has left the coalition since.`,
  }[now];
  return `${as} ${today}`;
}
