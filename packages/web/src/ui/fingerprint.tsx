/** A fingerprint as two people read it to each other, in groups: the same everywhere. */
export function Fingerprint({ value, small = false }: { value: string; small?: boolean }) {
  return (
    <span
      className={`inline-grid grid-cols-4 gap-y-0.5 font-mono tabular-nums ${small ? 'gap-x-2 text-xs' : 'gap-x-3 text-base'}`}
    >
      {value.split(' ').map((group, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups may be equal, and never change places
        <span key={place}>{group}</span>
      ))}
    </span>
  );
}
