const HIVES: ReadonlyMap<string, string> = new Map([
  ['HKCC', 'HKEY_CURRENT_CONFIG'],
  ['HKCR', 'HKEY_CLASSES_ROOT'],
  ['HKCU', 'HKEY_CURRENT_USER'],
  ['HKLM', 'HKEY_LOCAL_MACHINE'],
  ['HKU', 'HKEY_USERS'],
]);

/** A registry key with the full name of its hive (STIX 2.1 section 6.17: the hive must not be abbreviated). */
export function fullRegistryKey(key: string): string {
  return key.replace(/^[^\\]+/, (hive) => HIVES.get(hive.toUpperCase()) ?? hive);
}
