import type { RecordEvent } from '../audit/audit-event.ts';
import type { Database } from '../database/open-database.ts';
import { Problem } from '../http/problem.ts';
import type { ChangeRoster } from '../members/change-roster.ts';
import { type Account, type AccountStore, createAccountStore } from './account-store.ts';
import type { CredentialEnds } from './credential-ends.ts';
import { checkNewPassword, type Passwords } from './passwords.ts';
import {
  mayListAccounts,
  refuseAddAccount,
  refuseAppointment,
  refuseChangeAccount,
  refuseLosingAdmin,
  refuseUnitRoles,
} from './policy.ts';
import { throwRefusal } from './refusal.ts';
import type { Role, Viewer } from './viewer.ts';

export type NewAccount = {
  readonly email: string;
  readonly name: string;
  /** Principal of the member it acts for. */
  readonly member: number;
  /** Principal of the unit of that member for which it acts; absent: the member itself. */
  readonly unit?: number | undefined;
  /** Appoints the person for RED. */
  readonly clearedForRed?: boolean | undefined;
  readonly roles: readonly Role[];
  readonly password: string;
  /** The person is to choose another one at the first sign-in. */
  readonly passwordToChange?: boolean | undefined;
};

/** What an administrator changes on an account; what is not named stays. */
export type AccountChange = {
  readonly disabled?: boolean | undefined;
  readonly roles?: readonly Role[] | undefined;
  readonly clearedForRed?: boolean | undefined;
  readonly password?: string | undefined;
  /** The person is to choose another one than `password` at the next sign-in. */
  readonly passwordToChange?: boolean | undefined;
};

/** Accounts, on behalf of a viewer. Refusals are Problems: `not-allowed`, `not-found`, `conflict`, `invalid`. */
export type AccountService = {
  add(viewer: Viewer, account: NewAccount): Promise<Account>;
  /** The accounts of a member, or of the whole coalition for whom it may be. */
  list(viewer: Viewer, member?: number): Account[];
  /**
   * Disables, enables, sets roles, resets the password, appoints for RED. Disabling, other roles and another password
   * end all the account's credentials; whoever loses sight of something by the change loses it at once.
   */
  change(viewer: Viewer, id: string, change: AccountChange): Promise<Account>;
  /** Ends the account's other sessions and remembered passwords; its tokens stay. `invalid` where `current` is wrong, or `next` is the same. */
  changeOwnPassword(viewer: Viewer, passwords: { current: string; next: string }): Promise<void>;
};

export function createAccountService(
  database: Database,
  clock: () => number,
  passwords: Passwords,
  ends: CredentialEnds,
  changeRoster: ChangeRoster,
  record: RecordEvent,
  store: AccountStore = createAccountStore(database, clock),
): AccountService {
  function found(id: string): Account {
    const account = store.find(id);
    if (account === undefined) throw new Error(`account ${id} vanished`);
    return account;
  }

  /** The account, where the viewer may make this change. */
  function changeable(viewer: Viewer, id: string, change: AccountChange): Account {
    const account = store.find(id);
    if (account === undefined) return throwRefusal(mayListAnything(viewer) ? 'hidden' : 'not-allowed', 'account');
    const roles = change.roles === undefined ? undefined : new Set(change.roles);
    const refusal =
      refuseChangeAccount(viewer, account, roles) ??
      (change.clearedForRed === true ? refuseAppointment(viewer, account.member) : undefined) ??
      (account.unit === undefined ? undefined : refuseUnitRoles(roles ?? account.roles)) ??
      refuseLosingAdmin(
        account,
        { roles: roles ?? account.roles, disabled: change.disabled ?? account.disabled },
        store.otherCoalitionAdmins(id),
      );
    if (refusal === 'hidden' && !mayListAnything(viewer)) return throwRefusal('not-allowed', 'account');
    return refusal === undefined ? account : throwRefusal(refusal, 'account');
  }

  return {
    async add(viewer, { email, name, member, unit, clearedForRed = false, roles, password, passwordToChange = false }) {
      const refusal =
        refuseAddAccount(viewer, member, new Set(roles)) ??
        (clearedForRed ? refuseAppointment(viewer, member) : undefined) ??
        (unit === undefined ? undefined : refuseUnitRoles(new Set(roles))) ??
        // Nothing made meanwhile may act at once when it returns.
        (store.hasLeft(member) ? 'member-left' : undefined);
      if (refusal !== undefined) throwRefusal(refusal, 'account');
      checkNewPassword(password);
      const hash = await passwords.hash(password);
      return changeRoster(() => {
        if (unit !== undefined && !store.isUnitOf(unit, member)) {
          throw new Problem('invalid', 'The member has no such unit.', { property: 'unit' });
        }
        const as = { email, name, member, unit, clearedForRed, roles: new Set(roles) };
        const id = store.add({ ...as, hash, passwordToChange });
        if (id === undefined) throw new Problem('conflict', 'There is an account with this e-mail address.');
        const added = found(id);
        record(
          { kind: 'account-created', accounts: [id], members: [member], detail: { roles: [...roles], clearedForRed } },
          viewer,
        );
        return { result: added, concerns: [added.principal] };
      });
    },

    list(viewer, member) {
      if (member !== undefined) {
        if (!mayListAccounts(viewer, member)) throwRefusal('not-allowed', 'account');
        return store.ofMember(member);
      }
      const accounts = store.all().filter((account) => mayListAccounts(viewer, account.member));
      return mayListAnything(viewer) ? accounts : throwRefusal('not-allowed', 'account');
    },

    async change(viewer, id, change) {
      changeable(viewer, id, change);
      if (change.password !== undefined) checkNewPassword(change.password);
      const hash = change.password === undefined ? undefined : await passwords.hash(change.password);
      const ended = await changeRoster(() => {
        // Asked again: while the password was hashed somebody may have changed something.
        const account = changeable(viewer, id, change);
        if (change.roles !== undefined) store.setRoles(id, new Set(change.roles));
        if (change.disabled !== undefined) store.setDisabled(id, change.disabled);
        if (change.clearedForRed !== undefined) store.setClearedForRed(id, change.clearedForRed);
        if (hash !== undefined) store.setPassword(id, hash, change.passwordToChange ?? false);
        const ends = hash !== undefined || change.disabled === true || !sameRoles(account.roles, change.roles);
        if (ends) {
          store.endSessions(id);
          store.endTokens(id);
        }
        record(
          { kind: 'account-changed', accounts: [id], members: [account.member], detail: changeDetail(change) },
          viewer,
        );
        const isElsewhere = change.disabled !== undefined || change.clearedForRed !== undefined;
        return { result: ends, concerns: isElsewhere ? [account.principal] : [] };
      });
      if (ended) ends.announce({ accountId: id });
      return found(id);
    },

    async changeOwnPassword(viewer, { current, next }) {
      const own = viewer.account;
      // A token must not be able to take over the account it belongs to.
      if (own === undefined || viewer.credential === 'token') return throwRefusal('not-allowed', 'account');
      checkNewPassword(next);
      const stored = store.findPassword(own.email);
      if (stored === undefined || !(await passwords.verify({ hash: stored.hash, password: current }))) {
        throw new Problem('invalid', 'The current password is wrong.', { property: 'current' });
      }
      if (next === current) {
        throw new Problem('invalid', 'This is the password that you have. Choose another one.', { property: 'next' });
      }
      const hash = await passwords.hash(next);
      database.transaction(() => {
        if (store.findPassword(own.email)?.hash !== stored.hash || store.findPerson(own.id) === undefined) {
          throw new Problem('conflict', 'The account was changed meanwhile.');
        }
        store.setPassword(own.id, hash, false);
        record({ kind: 'account-changed', detail: { password: true } }, viewer);
        store.endSessions(own.id, viewer.credentialId.replace('session:', ''));
      });
      ends.announce({ accountId: own.id });
    },
  };
}

/** What was changed, without the password. */
function changeDetail({ disabled, roles, clearedForRed, password }: AccountChange) {
  return {
    ...(disabled === undefined ? {} : { disabled }),
    ...(roles === undefined ? {} : { roles: [...roles] }),
    ...(clearedForRed === undefined ? {} : { clearedForRed }),
    ...(password === undefined ? {} : { password: true }),
  };
}

/** Whether lists of accounts are this viewer's business at all. */
function mayListAnything(viewer: Viewer): boolean {
  return mayListAccounts(viewer, viewer.member);
}

function sameRoles(before: ReadonlySet<Role>, after: readonly Role[] | undefined): boolean {
  return after === undefined || (after.every((role) => before.has(role)) && new Set(after).size === before.size);
}
