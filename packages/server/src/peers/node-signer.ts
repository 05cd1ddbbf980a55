import { createPrivateKey } from 'node:crypto';
import { type NoteSigner, rawPublicKey } from '../audit/signed-note.ts';
import { Problem } from '../http/problem.ts';
import type { KeyStore } from '../signing/key-store.ts';
import { keyDigest } from './fingerprint.ts';

/**
 * Signs what this node says of itself to others with the key that the roster names it by: whoever compares its
 * fingerprint compares this one key. Throws `conflict` where the node has none yet.
 */
export function createNodeSigner(keys: Pick<KeyStore, 'of' | 'privateKey'>): () => NoteSigner {
  let signer: NoteSigner | undefined;
  return () => {
    signer ??= read(keys);
    return signer;
  };
}

function read(keys: Pick<KeyStore, 'of' | 'privateKey'>): NoteSigner {
  const [held] = keys.of('node');
  const jwk = held === undefined ? undefined : keys.privateKey(held.id);
  if (jwk === undefined) throw new Problem('conflict', 'This node has no key yet; it makes one when it starts.');
  const privateKey = createPrivateKey({ key: { ...jwk }, format: 'jwk' });
  const publicKey = rawPublicKey(privateKey);
  return { name: `entente-node/${keyDigest(publicKey).slice(0, 16)}`, publicKey, privateKey };
}
