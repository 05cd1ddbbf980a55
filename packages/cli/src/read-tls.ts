import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Failure, usageFailure } from './failure.ts';
import { printNote } from './terminal/print.ts';

/**
 * The files that TLS is served with, looked at before anything starts: what TLS itself says of a wrong one names neither
 * file. Says on stderr of a certificate that it has expired: who renews it may still want the node.
 */
export function readTls(certificate: string | undefined, key: string | undefined) {
  if (certificate === undefined && key === undefined) return {};
  if (certificate === undefined || key === undefined) {
    throw usageFailure('TLS needs a certificate and its key', 'Give both --tls-cert FILE and --tls-key FILE.');
  }
  const tls = { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
  const first = readCertificate(tls.certificate, certificate);
  if (!first.checkPrivateKey(readKey(tls.key, key))) {
    throw new Failure(
      `${key} is not the key of ${certificate}`,
      'Put the certificate of the server first in its file.',
    );
  }
  if (first.validToDate < new Date()) printNote(`${certificate} expired on ${first.validTo}: clients will refuse it.`);
  return { tls };
}

function readCertificate(text: string, file: string): X509Certificate {
  try {
    return new X509Certificate(text);
  } catch {
    throw new Failure(
      `${file} holds no certificate in PEM`,
      'Name the file that begins with -----BEGIN CERTIFICATE-----.',
    );
  }
}

function readKey(text: string, file: string): KeyObject {
  try {
    return createPrivateKey(text);
  } catch {
    throw new Failure(
      `${file} holds no private key in PEM that can be read without a passphrase`,
      'Name the file that begins with -----BEGIN PRIVATE KEY-----.',
    );
  }
}
