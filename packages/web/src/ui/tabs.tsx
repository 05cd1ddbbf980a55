import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export interface TabItem {
  value: string;
  label: string;
  /** A small number behind the label. */
  count?: number;
  content: ReactNode;
}

interface TabsProps {
  value: string;
  onChange: (value: string) => void;
  items: TabItem[];
}

/** Views of one thing, one at a time; what is not shown is not mounted. An address that names none of them shows the first. */
export function Tabs({ value, onChange, items }: TabsProps) {
  const shown = items.find((item) => item.value === value) ?? items[0];
  return (
    <Base.Root value={shown?.value} onValueChange={(next) => onChange(String(next))}>
      <Base.List className="mb-5 flex gap-1 overflow-x-auto border-b border-line">
        {items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            className="-mb-px min-h-10 border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-ink-soft hover:text-ink focus-visible:-outline-offset-2 data-active:border-accent data-active:text-ink"
          >
            {item.label}
            {item.count !== undefined && <span className="tabular ml-1.5 text-xs text-ink-faint">{item.count}</span>}
          </Base.Tab>
        ))}
      </Base.List>
      {items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className="rounded-md">
          {item.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
