/** The disagreement on a claim: 0 all the same, 1 two halves at the ends. */
export function DisagreementMeter({ value }: { value: number | undefined }) {
  if (value === undefined) return null;
  const words =
    value === 0
      ? 'They agree'
      : value < 0.25
        ? 'Little disagreement'
        : value < 0.45
          ? 'Some disagreement'
          : value < 0.7
            ? 'Divided'
            : 'Opposed';
  return (
    <p
      className="flex items-center gap-2 text-xs text-ink-soft"
      title="(1 − A) / 2, van der Eijk’s agreement; see the docs"
    >
      <span className="h-1.5 w-20 overflow-hidden rounded-sm bg-sunk" aria-hidden="true">
        <span className="block h-full bg-warn" style={{ width: `${Math.round(value * 100)}%` }} />
      </span>
      {words} <span className="tabular text-ink-faint">{value.toFixed(2)}</span>
    </p>
  );
}
