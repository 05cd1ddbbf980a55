import type { MemberRef } from '@entente/server/api-types';

export interface NodeInfo {
  coalition: string;
  version: string;
  demo: boolean;
  demoAccounts?: { email: string; name: string; member: string; about: string }[];
  demoPassword?: string;
}
export interface Me {
  account?: { id: string; email: string; name: string };
  member: MemberRef;
  roles: string[];
  mayWrite: boolean;
}
export interface Account {
  id: string;
  email: string;
  name: string;
  member: MemberRef;
  roles: string[];
  disabled: boolean;
  created: string;
  lastSignIn?: string;
}
export interface Token {
  id: string;
  label: string;
  member: MemberRef;
  write: boolean;
  created: string;
  expires: string;
  lastUsed?: string;
  personal: boolean;
}
export interface NewAccount {
  email: string;
  name: string;
  member: string;
  roles: string[];
  password: string;
}
export interface AccountChange {
  disabled?: boolean;
  roles?: string[];
  password?: string;
}
export interface NewToken {
  label: string;
  write: boolean;
  expires?: string;
  personal?: boolean;
}
