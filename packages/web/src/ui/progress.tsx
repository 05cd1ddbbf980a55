/** How far something is; `share` from 0 to 1, undefined while nobody knows. */
export function Progress({ share, label }: { share: number | undefined; label: string }) {
  return (
    <div>
      <div className="mb-1 flex justify-between text-xs text-ink-soft">
        <span>{label}</span>
        {share !== undefined && <span className="tabular">{Math.floor(share * 100)} %</span>}
      </div>
      <progress
        aria-label={label}
        {...(share === undefined ? {} : { value: share })}
        max={1}
        className="block h-2 w-full overflow-hidden rounded-sm bg-sunk [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunk [&::-webkit-progress-value]:bg-accent"
      />
    </div>
  );
}
