import { useState } from 'react';
import { asRecord } from '../../lib/read-value.ts';
import { isObjectId } from '../../stix/object-types.ts';
import { propertyLabel } from '../../stix/property-label.ts';
import { Button } from '../../ui/button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { Time } from '../../ui/time.tsx';
import { Reference } from './reference.tsx';

const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const deepest = 8;
const listStart = 40;

function isShort(value: unknown): value is string | number | boolean {
  return typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value.length <= 60);
}

/** Any value of any object: scalars as words, ids as names, lists and structures within, up to a depth. */
export function PropertyValue({ value, depth = 0 }: { value: unknown; depth?: number }) {
  if (typeof value === 'string') {
    if (value === '') return <span className="text-ink-faint">empty</span>;
    if (timestamp.test(value)) return <Time value={value} form="full" />;
    if (isObjectId(value)) return <Reference id={value} />;
    return <SafeText className="whitespace-pre-line">{value}</SafeText>;
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return <span className="tabular">{String(value)}</span>;
  if (value === null || value === undefined) return <span className="text-ink-faint">nothing</span>;
  if (depth >= deepest) return <code className="font-mono text-xs break-all">{JSON.stringify(value)}</code>;
  if (Array.isArray(value)) return <ListValue items={value} depth={depth} />;
  return <StructureValue value={value} depth={depth} />;
}

function ListValue({ items, depth }: { items: unknown[]; depth: number }) {
  const [whole, setWhole] = useState(false);
  const shown = whole ? items : items.slice(0, listStart);
  const tags = items.every((item) => isShort(item) && !isObjectId(item));
  return (
    <>
      <ul className={tags ? 'flex flex-wrap gap-1' : 'space-y-1.5'}>
        {shown.map((item, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: values have no identity but their place
            key={index}
            className={tags ? 'rounded-sm bg-sunk px-1.5' : undefined}
          >
            <PropertyValue value={item} depth={depth + 1} />
          </li>
        ))}
      </ul>
      {items.length > listStart && !whole && (
        <Button size="sm" className="mt-2" onClick={() => setWhole(true)}>
          Show all {items.length}
        </Button>
      )}
    </>
  );
}

function StructureValue({ value, depth }: { value: object; depth: number }) {
  const entries = Object.entries(asRecord(value) ?? {});
  if (entries.length === 0) return <span className="text-ink-faint">empty</span>;
  return (
    <dl className="space-y-1 border-l-2 border-line pl-3">
      {entries.map(([property, inner]) => (
        <div key={property}>
          <dt className="text-xs text-ink-faint" title={property}>
            <SafeText>{propertyLabel(property)}</SafeText>
          </dt>
          <dd>
            <PropertyValue value={inner} depth={depth + 1} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
