import { asRecords, asText } from '../../../lib/read-value.ts';
import { Panel } from '../../../ui/panel.tsx';
import { SafeText } from '../../../ui/safe-text.tsx';

/** The phases of kill chains that an object belongs to. */
export function KillChain({ phases }: { phases: unknown }) {
  const rows = asRecords(phases).map((phase) => ({
    chain: asText(phase.kill_chain_name) ?? '',
    phase: asText(phase.phase_name) ?? '',
  }));
  if (rows.length === 0) return null;
  const chains = [...new Set(rows.map((row) => row.chain))];
  return (
    <Panel title="Kill chain" bare>
      {chains.map((chain) => (
        <div key={chain} className="flex flex-wrap items-center gap-2 py-1 text-sm">
          <span className="text-ink-faint">
            <SafeText>{chain}</SafeText>
          </span>
          {rows
            .filter((row) => row.chain === chain)
            .map((row) => (
              <span key={row.phase} className="rounded-sm border border-line bg-sheet px-1.5 font-medium">
                <SafeText>{row.phase}</SafeText>
              </span>
            ))}
        </div>
      ))}
    </Panel>
  );
}
