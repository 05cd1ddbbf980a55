/** The best label sequence for the scores (Viterbi). */
export function bestPath(scores: Float32Array, transitions: Float32Array, labels: number, length: number): Uint8Array {
  const path = new Uint8Array(length);
  if (length === 0) return path;
  const back = new Uint8Array(length * labels);
  let previous = new Float64Array(labels);
  let current = new Float64Array(labels);
  for (let y = 0; y < labels; y++) previous[y] = (scores[y] as number) + (transitions[labels * labels + y] as number);
  for (let i = 1; i < length; i++) {
    for (let y = 0; y < labels; y++) {
      let best = Number.NEGATIVE_INFINITY;
      let from = 0;
      for (let x = 0; x < labels; x++) {
        const score = (previous[x] as number) + (transitions[x * labels + y] as number);
        if (score > best) {
          best = score;
          from = x;
        }
      }
      current[y] = best + (scores[i * labels + y] as number);
      back[i * labels + y] = from;
    }
    [previous, current] = [current, previous];
  }
  let last = 0;
  for (let y = 1; y < labels; y++) if ((previous[y] as number) > (previous[last] as number)) last = y;
  for (let i = length - 1; i >= 0; i--) {
    path[i] = last;
    last = back[i * labels + last] as number;
  }
  return path;
}

/** What the sums over all paths of a sequence give. */
export interface Lattice {
  /** The probability of each label at each position, row-major. */
  readonly marginals: Float32Array;
  /** The logarithm of the sum over all paths of exp(score). */
  readonly logPartition: number;
}

/** Sums over all paths (forward-backward, scaled at each position); adds expected transitions to `expected`, if given. */
export function marginals(
  scores: Float32Array,
  transitions: Float32Array,
  labels: number,
  length: number,
  expected?: Float32Array,
): Lattice {
  const alpha = new Float64Array(length * labels);
  const beta = new Float64Array(length * labels);
  const factor = new Float64Array(length);
  const emit = new Float64Array(length * labels);
  const move = Float64Array.from(transitions, Math.exp);
  let logPartition = 0;
  for (let i = 0; i < length; i++) {
    let top = Number.NEGATIVE_INFINITY;
    for (let y = 0; y < labels; y++) top = Math.max(top, scores[i * labels + y] as number);
    logPartition += top;
    for (let y = 0; y < labels; y++) emit[i * labels + y] = Math.exp((scores[i * labels + y] as number) - top);
  }
  for (let i = 0; i < length; i++) {
    let sum = 0;
    for (let y = 0; y < labels; y++) {
      let value = 0;
      if (i === 0) value = move[labels * labels + y] as number;
      else
        for (let x = 0; x < labels; x++)
          value += (alpha[(i - 1) * labels + x] as number) * (move[x * labels + y] as number);
      value *= emit[i * labels + y] as number;
      alpha[i * labels + y] = value;
      sum += value;
    }
    factor[i] = sum;
    logPartition += Math.log(sum);
    for (let y = 0; y < labels; y++) alpha[i * labels + y] = (alpha[i * labels + y] as number) / sum;
  }
  for (let y = 0; y < labels; y++) beta[(length - 1) * labels + y] = 1;
  for (let i = length - 2; i >= 0; i--) {
    for (let x = 0; x < labels; x++) {
      let value = 0;
      for (let y = 0; y < labels; y++)
        value +=
          (move[x * labels + y] as number) *
          (emit[(i + 1) * labels + y] as number) *
          (beta[(i + 1) * labels + y] as number);
      beta[i * labels + x] = value / (factor[i + 1] as number);
    }
  }
  const result = new Float32Array(length * labels);
  for (let k = 0; k < result.length; k++) result[k] = (alpha[k] as number) * (beta[k] as number);
  if (expected) {
    for (let y = 0; y < labels; y++)
      expected[labels * labels + y] = (expected[labels * labels + y] as number) + (result[y] as number);
    for (let i = 1; i < length; i++)
      for (let x = 0; x < labels; x++)
        for (let y = 0; y < labels; y++)
          expected[x * labels + y] =
            (expected[x * labels + y] as number) +
            ((alpha[(i - 1) * labels + x] as number) *
              (move[x * labels + y] as number) *
              (emit[i * labels + y] as number) *
              (beta[i * labels + y] as number)) /
              (factor[i] as number);
  }
  return { marginals: result, logPartition };
}

/** The logarithm of the sum over all paths of exp(score): the forward half of `marginals`. */
export function logPartition(scores: Float32Array, transitions: Float32Array, labels: number, length: number): number {
  const move = Float64Array.from(transitions, Math.exp);
  let before = new Float64Array(labels);
  let current = new Float64Array(labels);
  let result = 0;
  for (let i = 0; i < length; i++) {
    const base = i * labels;
    let top = Number.NEGATIVE_INFINITY;
    for (let y = 0; y < labels; y++) if ((scores[base + y] as number) > top) top = scores[base + y] as number;
    let sum = 0;
    for (let y = 0; y < labels; y++) {
      let value = i === 0 ? (move[labels * labels + y] as number) : 0;
      if (i > 0) for (let x = 0; x < labels; x++) value += (before[x] as number) * (move[x * labels + y] as number);
      value *= Math.exp((scores[base + y] as number) - top);
      current[y] = value;
      sum += value;
    }
    for (let y = 0; y < labels; y++) current[y] = (current[y] as number) / sum;
    result += top + Math.log(sum);
    [before, current] = [current, before];
  }
  return result;
}
