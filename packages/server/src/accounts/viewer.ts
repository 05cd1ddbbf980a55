/** What an account may do for its member. */
export const roles = ['reader', 'analyst', 'release-officer', 'member-admin', 'coalition-admin', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** On whose behalf something is read or written. Nothing is read without one. */
export type Viewer = {
  /** Whose visible rows are shown: the member's for a token or an account. */
  readonly principal: number;
  /** The member acted for: the owner of what is written. */
  readonly member: number;
  readonly memberName: string;
  /** The person, where a person is behind it (a session, Basic credentials, a personal token). */
  readonly account?: { readonly id: string; readonly email: string; readonly name: string };
  readonly roles: ReadonlySet<Role>;
  /** Whether the credential itself allows writing; what the roles allow comes on top. */
  readonly mayWrite: boolean;
  readonly credential: 'session' | 'basic' | 'token' | 'local';
  /** Stable name of the credential, so that ending it can end what hangs on it (streams, remembered passwords). */
  readonly credentialId: string;
};
