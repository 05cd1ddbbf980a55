/** Digits that two people compare over the phone: in groups, and the same width everywhere. */
export function Fingerprint({ value }: { value: string }) {
  return <span className="tabular font-mono text-xs leading-5 [word-spacing:0.25em]">{value}</span>;
}
