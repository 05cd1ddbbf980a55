/** Why terms are closed, `reason` being one of `Clause.closed` or a gate's: the end of a sentence. */
export function whyClosed(reason: string): string {
  const [kind = '', id = ''] = reason.split(/:(.*)/s);
  if (kind === 'unmarked' || kind === 'nothing-granted') {
    return 'it carries no marking about release, and unmarked means private';
  }
  if (kind === 'distribution-list') return 'it names who may have something, which is its author’s business';
  if (kind === 'unresolved') return `its marking ${id} is not known here`;
  if (kind === 'unknown-marking') return `its marking ${id} is of a kind that is not understood`;
  return `its marking ${id} cannot be read`;
}
