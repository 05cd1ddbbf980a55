import type { Role } from '@entente/server/api-types';

/** The roles, from the least to the most, with what each allows. */
export const roleNames: readonly { role: Role; label: string; meaning: string }[] = [
  { role: 'reader', label: 'Reader', meaning: 'reads' },
  { role: 'analyst', label: 'Analyst', meaning: 'publishes and imports' },
  { role: 'release-officer', label: 'Release officer', meaning: 'decides on release' },
  { role: 'auditor', label: 'Auditor', meaning: 'reads the audit log' },
  { role: 'member-admin', label: 'Member admin', meaning: 'manages the member’s accounts, tokens and collections' },
  { role: 'coalition-admin', label: 'Coalition admin', meaning: 'manages members, and operates the node' },
];

export function roleLabel(role: Role): string {
  return roleNames.find((one) => one.role === role)?.label ?? role;
}
