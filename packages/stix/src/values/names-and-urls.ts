const LONGEST_NAME = 253;
const LONGEST_LABEL = 63;
/** Letters, digits, hyphens inside, and the underscore that service names use; letters of all scripts (RFC 5890). */
const LABEL = /^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_\p{Join_Control}\u00b7\u30fb-]*[\p{L}\p{M}\p{N}_])?$/u;

const MAILBOX = /^(?:"(?:[^"\\]|\\.)*"|[^\s<>()[\]:;,"@\\]+)@(?:\[[^\s[\]]+\]|[^\s<>()[\]:;,"@\\]+)$/u;

/** The characters of RFC 3986, with percent signs only before two hexadecimal digits. */
const URL_FORM = /^[a-z][a-z0-9+.-]*:(?:[a-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9a-f]{2})+$/i;
const NEEDS_HOST = /^(?:https?|ftp):/i;
const HAS_HOST = /^[a-z]+:\/\/[^/?#]/i;

/** A domain name (RFC 1034), in ASCII or Unicode (RFC 5890); a dot at the end and a leading `*` label are allowed. */
export function isDomainName(text: string): boolean {
  const name = text.endsWith('.') ? text.slice(0, -1) : text;
  if (name.length === 0 || name.length > LONGEST_NAME) return false;
  return name.split('.').every((label, i) => (i === 0 && label === '*') || isLabel(label));
}

function isLabel(label: string): boolean {
  return label.length <= LONGEST_LABEL && LABEL.test(label);
}

/** An e-mail address without display name (`addr-spec` of RFC 5322, and its Unicode form). */
export function isEmailAddress(text: string): boolean {
  return MAILBOX.test(text);
}

/** A URL (RFC 3986): with a scheme, and with a host where the scheme needs one. */
export function isUrl(text: string): boolean {
  return URL_FORM.test(text) && (!NEEDS_HOST.test(text) || HAS_HOST.test(text));
}
