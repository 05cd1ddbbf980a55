/** The middle of so many runs: the machine is rarely quiet for all of them. */
export async function median(runs: number, measure: () => Promise<number> | number): Promise<number> {
  const measured: number[] = [];
  for (let run = 0; run < runs; run += 1) measured.push(await measure());
  return measured.sort((a, b) => a - b)[runs >> 1] ?? Number.NaN;
}
