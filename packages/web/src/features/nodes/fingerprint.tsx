/** A fingerprint as two people read it to each other, in groups. */
export function Fingerprint({ value }: { value: string }) {
  return (
    <span className="inline-grid grid-cols-4 gap-x-3 gap-y-0.5 font-mono text-base tabular-nums">
      {value.split(' ').map((group, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups may be equal, and never change places
        <span key={place}>{group}</span>
      ))}
    </span>
  );
}
