import type { NodeInfo } from '@entente/server/api-types';
import { Icon } from '../../ui/icon.tsx';
import { SafeText } from '../../ui/safe-text.tsx';

interface DemoAccountsProps {
  accounts: NonNullable<NodeInfo['demoAccounts']>;
  /** The e-mail address of the one that is signing in. */
  busy: string | undefined;
  onChoose: (email: string) => void;
}

/** The sample coalition's accounts, each one click away; only a demo node names them. */
export function DemoAccounts({ accounts, busy, onChoose }: DemoAccountsProps) {
  return (
    <section aria-labelledby="demo-accounts" className="min-w-0 flex-1">
      <h2 id="demo-accounts" className="eyebrow mb-1">
        Sample coalition
      </h2>
      <p className="mb-3 text-sm text-ink-soft">
        Look at the same picture with different eyes: choose whom to be. Each is shown only what was released to it.
      </p>
      <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
        {accounts.map((account) => (
          <li key={account.email}>
            <button
              type="button"
              disabled={busy !== undefined}
              aria-busy={busy === account.email || undefined}
              onClick={() => onChoose(account.email)}
              className="group flex w-full items-center gap-4 px-4 py-3 text-left hover:bg-sunk aria-busy:animate-pulse"
            >
              <span className="min-w-0 flex-1">
                <span className="block font-serif text-lg leading-6 font-semibold group-hover:text-accent">
                  <SafeText>{account.member}</SafeText>
                </span>
                <span className="block text-sm text-ink-soft">
                  <SafeText>{account.about}</SafeText>
                </span>
                <span className="mt-0.5 block text-xs text-ink-faint">
                  <SafeText>{account.name}</SafeText>
                </span>
              </span>
              <Icon name="right" className="text-ink-faint group-hover:text-accent" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
