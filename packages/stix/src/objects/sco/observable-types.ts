import type { ObjectType } from '../object-type.ts';
import { artifactObject } from './artifact.ts';
import { autonomousSystemObject } from './autonomous-system.ts';
import { directoryObject } from './directory.ts';
import { domainNameObject } from './domain-name.ts';
import { emailAddrObject } from './email-addr.ts';
import { emailMessageObject } from './email-message.ts';
import { fileObject } from './file.ts';
import { ipv4AddrObject } from './ipv4-addr.ts';
import { ipv6AddrObject } from './ipv6-addr.ts';
import { macAddrObject } from './mac-addr.ts';
import { mutexObject } from './mutex.ts';
import { networkTrafficObject } from './network-traffic.ts';
import { processObject } from './process.ts';
import { softwareObject } from './software.ts';
import { urlObject } from './url.ts';
import { userAccountObject } from './user-account.ts';
import { windowsRegistryKeyObject } from './windows-registry-key.ts';
import { x509CertificateObject } from './x509-certificate.ts';

/** The cyber-observable objects (chapter 6). */
export const observableTypes: readonly ObjectType[] = [
  artifactObject,
  autonomousSystemObject,
  directoryObject,
  domainNameObject,
  emailAddrObject,
  emailMessageObject,
  fileObject,
  ipv4AddrObject,
  ipv6AddrObject,
  macAddrObject,
  mutexObject,
  networkTrafficObject,
  processObject,
  softwareObject,
  urlObject,
  userAccountObject,
  windowsRegistryKeyObject,
  x509CertificateObject,
];
