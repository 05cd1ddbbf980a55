export interface NodeInfo {
  coalition: string;
  version: string;
  demo: boolean;
  demoAccounts?: { email: string; name: string; member: string; about: string }[];
  demoPassword?: string;
}
