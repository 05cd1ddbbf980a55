import { describe } from '../validation/describe.ts';
import { isIpv4, isIpv6, isMac } from './internet-addresses.ts';
import { isDomainName, isEmailAddress, isUrl } from './names-and-urls.ts';
import { checkString, stringOfForm } from './scalars.ts';
import type { ValueType } from './value-type.ts';

/** CPE 2.3 formatted string: part and ten attributes, in which a backslash quotes the next character. */
const CPE = /^cpe:2\.3:[aho*-](?::(?:[^\\:\s]|\\[^\s])+){10}$/i;
const ABBREVIATED_HIVE = /^(?:HKLM|HKCU|HKCR|HKU|HKCC|HKPD)(?:\\|$)/i;

/** Text of one form, unless the object says that its data was defanged (section 3.2), which breaks the form. */
function defangable(section: string, form: string, matches: (text: string) => boolean): ValueType {
  return {
    name: 'string',
    check(value, report) {
      if (!checkString(value, report) || report.root.defanged === true || matches(value)) return;
      report.refuse('value-form', section, `Must be ${form}, not ${describe(value)}.`);
    },
  };
}

export const url = defangable('6.15', 'a URL (RFC 3986) such as https://example.com/a%20b', isUrl);
export const domainName = defangable('6.4', 'a domain name such as example.com', isDomainName);
export const emailAddress = defangable('6.5', 'an e-mail address without display name', isEmailAddress);
export const ipv4 = defangable('6.8', 'an IPv4 address or CIDR block such as 198.51.100.0/24', isIpv4);
export const ipv6 = defangable('6.9', 'an IPv6 address or CIDR block such as 2001:db8::/32', isIpv6);
export const mac = defangable('6.10', 'a MAC address in lower case such as 00:00:ab:cd:ef:01', isMac);

export const cpe = stringOfForm('string', '6.14', 'a CPE 2.3 name', (text) => CPE.test(text));

/** A registry key whose hive is written out (section 6.17). */
export const registryKey = stringOfForm(
  'string',
  '6.17',
  'a key with its hive in full, such as HKEY_LOCAL_MACHINE',
  (text) => !ABBREVIATED_HIVE.test(text),
);
