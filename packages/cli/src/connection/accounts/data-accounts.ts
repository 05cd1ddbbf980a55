import { accountChangeMessage, accountMessage, type Core, readMessage, tokenMessage } from '@entente/server';
import type { Token } from '@entente/server/api-types';
import { Failure } from '../../failure.ts';
import type { DataViewers } from '../data-viewers.ts';
import { present } from '../present.ts';
import type { AccountShown, AccountSource } from './account-source.ts';

type AccountRow = ReturnType<Core['access']['accounts']['list']>[number];
type TokenRow = ReturnType<Core['access']['tokens']['list']>[number];

/** Accounts and tokens of a data folder. */
export function createDataAccounts(core: Core, viewers: DataViewers): AccountSource {
  const { viewer, viewerOf } = viewers;
  const { accounts, tokens } = core.access;
  const memberNumber = (named: string | undefined) => (named === undefined ? undefined : viewers.member(named));

  function accountOf({ id, email, name, member, unit, ...row }: AccountRow): AccountShown {
    const { clearedForRed, roles, disabled, created, lastSignIn } = row;
    const of = { member: core.memberRefs.of(member), unit: unit === undefined ? undefined : core.memberRefs.of(unit) };
    return present({ id, email, name, ...of, clearedForRed, roles: [...roles], disabled, created, lastSignIn });
  }

  function tokenOf({ id, label, member, unit, account, write, created, expires, lastUsed }: TokenRow): Token {
    const of = { member: core.memberRefs.of(member), unit: unit === undefined ? undefined : core.memberRefs.of(unit) };
    return present({ id, label, ...of, personal: account !== undefined, account, write, created, expires, lastUsed });
  }

  return {
    accounts: async (named) => accounts.list(viewer, memberNumber(named)).map(accountOf),
    async addAccount(wanted) {
      const { unit, member: named, ...account } = readMessage(accountMessage, wanted);
      // Only its own member appoints somebody for RED.
      const admin = viewerOf(named);
      const { member } = admin;
      return accountOf(await accounts.add(admin, { ...account, member, unit: viewers.unit(member, unit) }));
    },
    async changeAccount(email, change) {
      const found = accounts.list(viewer).find((each) => each.email === email.toLowerCase());
      if (found === undefined) {
        throw new Failure(`there is no account ${email}`, 'entente account list shows those that there are.');
      }
      const admin = core.localViewer(found.member);
      return accountOf(await accounts.change(admin, found.id, readMessage(accountChangeMessage, change)));
    },
    tokens: async (named) => tokens.list(viewer, memberNumber(named)).map(tokenOf),
    async createToken(wanted) {
      const { member: named, unit, label, write, expires } = readMessage(tokenMessage, wanted);
      const { member } = viewerOf(named);
      const made = tokens.create(viewer, { member, unit: viewers.unit(member, unit), label, write, expires });
      return { ...tokenOf(made), token: made.token };
    },
    async revokeToken(id) {
      tokens.revoke(viewer, id);
    },
  };
}
