import type { Account, AccountChange, CreatedToken, NewAccount, NewToken, Token } from '@entente/server/api-types';

/** What the command line shows of an account; a server may answer more. */
export type AccountShown = Pick<
  Account,
  'id' | 'email' | 'name' | 'member' | 'unit' | 'clearedForRed' | 'roles' | 'disabled' | 'created' | 'lastSignIn'
>;
export type AccountWanted = Pick<
  NewAccount,
  'email' | 'name' | 'member' | 'unit' | 'clearedForRed' | 'roles' | 'password' | 'passwordToChange'
>;

/** Accounts of people and tokens of programs: of one member, or of all. */
export type AccountSource = {
  accounts(member?: string): Promise<readonly AccountShown[]>;
  addAccount(account: AccountWanted): Promise<AccountShown>;
  changeAccount(
    email: string,
    change: Pick<AccountChange, 'disabled' | 'clearedForRed' | 'password' | 'passwordToChange'>,
  ): Promise<AccountShown>;
  tokens(member?: string): Promise<readonly Token[]>;
  createToken(token: NewToken): Promise<CreatedToken>;
  revokeToken(id: string): Promise<void>;
};
