/** What STIX 2.1 changed in one type of observable. */
export type ObservableChange = {
  /** Properties that have a new name. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Properties that are no more, and are kept as custom ones (`x_` before the name). */
  readonly removed?: readonly string[];
};

const TIMES_OF_FILES = { created: 'ctime', modified: 'mtime', accessed: 'atime' };

/** The 18 observables of STIX 2.0 part 4, and what is different about each in STIX 2.1 section 6. */
const OBSERVABLE_CHANGES: ReadonlyMap<string, ObservableChange> = new Map<string, ObservableChange>([
  ['artifact', {}],
  ['autonomous-system', {}],
  ['directory', { renamed: TIMES_OF_FILES }],
  ['domain-name', {}],
  ['email-addr', {}],
  ['email-message', {}],
  ['file', { renamed: TIMES_OF_FILES, removed: ['is_encrypted', 'encryption_algorithm', 'decryption_key'] }],
  ['ipv4-addr', {}],
  ['ipv6-addr', {}],
  ['mac-addr', {}],
  ['mutex', {}],
  ['network-traffic', {}],
  ['process', { renamed: { created: 'created_time', binary_ref: 'image_ref' }, removed: ['name', 'arguments'] }],
  ['software', {}],
  ['url', {}],
  ['user-account', { renamed: { password_last_changed: 'credential_last_changed' } }],
  ['windows-registry-key', { renamed: { modified: 'modified_time' } }],
  ['x509-certificate', {}],
]);

/** Properties of the predefined extensions that are no more. */
const REMOVED_FROM_EXTENSIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['archive-ext', ['version']],
  ['raster-image-ext', ['image_compression_algorithm']],
  ['socket-ext', ['protocol_family']],
]);

/** Whether the type is one of the standard's cyber-observables. */
export function isObservableType(type: string): boolean {
  return OBSERVABLE_CHANGES.has(type);
}

/** The name in STIX 2.1 of a property of an observable of STIX 2.0. */
export function observableProperty(type: string, property: string): string {
  const change = OBSERVABLE_CHANGES.get(type);
  if (change?.removed?.includes(property)) return `x_${property}`;
  const renamed = change?.renamed;
  return (renamed !== undefined && Object.hasOwn(renamed, property) ? renamed[property] : undefined) ?? property;
}

/** The name in STIX 2.1 of a property of an observable's extension of STIX 2.0. */
export function extensionProperty(extension: string, property: string): string {
  return REMOVED_FROM_EXTENSIONS.get(extension)?.includes(property) ? `x_${property}` : property;
}
