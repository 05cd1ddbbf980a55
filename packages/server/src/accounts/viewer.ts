/** What an account may do for its member. */
export const roles = ['reader', 'analyst', 'release-officer', 'member-admin', 'coalition-admin', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** On whose behalf something is read or written. Nothing is read without one. */
export type Viewer = {
  /** Whose visible rows are shown: the person's where there is one, else the member's or the unit's. */
  readonly principal: number;
  /** The member acted for: the owner of what is written. */
  readonly member: number;
  readonly memberName: string;
  /** The unit of that member acted for; absent where it is the member itself. */
  readonly unit?: number;
  /** The person, where a person is behind it (a session, Basic credentials, a personal token). */
  readonly account?: { readonly id: string; readonly email: string; readonly name: string };
  readonly roles: ReadonlySet<Role>;
  /** Whether the credential itself allows writing; what the roles allow comes on top. */
  readonly mayWrite: boolean;
  readonly credential: 'session' | 'basic' | 'token' | 'local';
  /** The other node that reads in the member's name, by its row id: it may use what nodes exchange with, and nothing else. */
  readonly peer?: number;
  /** Its member has left: it is told by its node's token what to purge, and nothing else. */
  readonly hasLeft?: true;
  /** Came with a password that is to be changed: may choose another one, and do nothing else. */
  readonly mustChangePassword?: true;
  /** Stable name of the credential, so that ending it can end what hangs on it (streams, remembered passwords). */
  readonly credentialId: string;
  /** When the credential ends by itself (milliseconds since 1970): what is kept open for the viewer ends then too. */
  readonly until?: number;
};

/** Whom somebody acts for. */
export type Side = Pick<Viewer, 'member' | 'unit'>;

/** Whether the viewer acts for this member itself, not only for one of its units: what a member owns, its units do not. */
export function actsFor({ member, unit }: Side, owner: number): boolean {
  return member === owner && unit === undefined;
}

/** Who writes for an owner without its eyes: a unit of it, or who holds its mandate; undefined for who acts for the owner itself. */
export function writerFor({ member, unit = member }: Side, owner: number): number | undefined {
  return unit === owner ? undefined : unit;
}
