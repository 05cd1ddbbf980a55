const UUID_LENGTH = 36;

/**
 * `object-type--UUID` (section 2.9): a type name (section 3.1) and an RFC 4122 UUID, whose hexadecimal digits may be in
 * either case.
 */
const IDENTIFIER =
  /^[a-z][a-z0-9-]{1,248}[a-z0-9]--[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const UPPER_CASE_UUID = /[A-F]/;

/** Whether the text is a STIX identifier. */
export function isIdentifier(text: string): boolean {
  if (IDENTIFIER.test(text)) return true;
  const uuid = text.slice(-UUID_LENGTH);
  return UPPER_CASE_UUID.test(uuid) && IDENTIFIER.test(text.slice(0, -UUID_LENGTH) + uuid.toLowerCase());
}

/** The object type that an identifier names, or undefined if the text is not an identifier. */
export function typeOfIdentifier(text: string): string | undefined {
  return isIdentifier(text) ? text.slice(0, -UUID_LENGTH - 2) : undefined;
}
