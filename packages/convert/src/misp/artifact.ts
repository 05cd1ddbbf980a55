import type { Observable } from './observable.ts';

/** The bytes that MISP keeps with an attribute, in base64. A pattern does not compare them: the hash and name do that. */
export function artifact(data: string | undefined): Observable | undefined {
  return data === undefined ? undefined : { type: 'artifact', properties: {}, unmatched: { payload_bin: data } };
}

/** A malware sample, which MISP keeps in a ZIP archive with a password. */
export function zippedArtifact(data: string | undefined): Observable | undefined {
  if (data === undefined) return undefined;
  return {
    type: 'artifact',
    properties: {},
    unmatched: {
      payload_bin: data,
      mime_type: 'application/zip',
      encryption_algorithm: 'mime-type-indicated',
      decryption_key: 'infected',
    },
  };
}
