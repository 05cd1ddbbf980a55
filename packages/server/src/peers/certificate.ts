import { hash, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { type AddressRule, refuseAddress } from './address-rule.ts';
import { createCheckedLookup } from './checked-lookup.ts';
import { PeerFailure } from './peer-failure.ts';

/** Private addresses too: nobody but the holder of the certificate gets anything. */
const pinnedRule: AddressRule = { allowsPrivate: true, allowsPlain: false };

/** SHA-256 of a certificate in PEM, as 64 hexadecimal digits: what an invitation pins. */
export function certificateDigest(pem: string): string {
  return hash('sha256', new X509Certificate(pem).raw, 'hex');
}

/** The certificate where it vouches for itself, so that an invitation must pin it; undefined for others. */
export function selfSigned(pem: string | undefined): string | undefined {
  if (pem === undefined) return undefined;
  const certificate = new X509Certificate(pem);
  return certificate.checkIssued(certificate) ? certificate.toString() : undefined;
}

/**
 * The certificate that a server shows, in PEM, where its digest is the wanted one. Nothing is sent to a server that
 * shows another. Throws `PeerFailure`.
 */
export function fetchCertificate(url: URL, digest: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const refused = isIP(host) === 0 ? undefined : refuseAddress(host, false, pinnedRule);
    if (refused !== undefined) return reject(new PeerFailure('address-refused', `${refused}.`));
    const socket = connect({
      host,
      port: Number(url.port === '' ? 443 : url.port),
      lookup: createCheckedLookup(false, pinnedRule),
      ...(isIP(host) === 0 ? { servername: host } : {}),
      // Not trusted yet: all that is done is to look at what it shows.
      rejectUnauthorized: false,
      timeout: 10_000,
    });
    const fail = (failure: PeerFailure): void => {
      socket.destroy();
      reject(failure);
    };
    socket.once('timeout', () => fail(new PeerFailure('too-slow', 'It took too long to show a certificate.')));
    socket.once('error', (error) => fail(new PeerFailure('unreachable', `It cannot be reached (${error.message}).`)));
    socket.once('secureConnect', () => {
      const { raw } = socket.getPeerCertificate();
      const pem = raw === undefined ? '' : new X509Certificate(raw).toString();
      if (pem === '' || certificateDigest(pem) !== digest) {
        return fail(
          new PeerFailure('wrong-certificate', 'The server shows another certificate than the invitation names.'),
        );
      }
      socket.destroy();
      resolve(pem);
    });
  });
}
