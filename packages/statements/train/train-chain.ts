import { marginals } from '../src/model/crf.ts';

/** One training sequence: feature hashes of all positions, where each position's end, and the gold labels. */
export interface Sequence {
  readonly article: number;
  readonly features: Int32Array;
  readonly ends: Int32Array;
  readonly gold: Uint8Array;
  /** What the sequence counts for in the gradient. */
  readonly weight?: number;
}

export interface TrainOptions {
  readonly labels: number;
  readonly epochs: number;
  readonly rate: number;
  readonly l2: number;
  /** Features seen in fewer articles are left out: what is rare is a memory, not a rule. */
  readonly minArticles: number;
  readonly seed?: number;
  /** The share of features hidden at each step, which keeps the model from leaning on single words. */
  readonly dropout?: number;
}

export interface TrainedChain {
  readonly hashes: Int32Array;
  readonly weights: Float32Array;
  readonly transitions: Float32Array;
  readonly rows: Map<number, number>;
}

/** Maximum-likelihood training of a linear-chain CRF by AdaGrad, one sequence a step, in a seeded order. */
export function trainChain(sequences: readonly Sequence[], options: TrainOptions): TrainedChain {
  const { labels, dropout = 0 } = options;
  const rows = frequentFeatures(sequences, options.minArticles);
  const compact = sequences.map((s) => lookUp(s, rows));
  const weights = new Float32Array(rows.size * labels);
  const squares = new Float32Array(rows.size * labels).fill(1e-2);
  const transitions = new Float32Array((labels + 1) * labels);
  const moveSquares = new Float32Array(transitions.length).fill(1e-2);
  const average = new Float32Array(weights.length);
  const moveAverage = new Float32Array(transitions.length);
  const random = generator(options.seed ?? 7);
  const order = sequences.map((_, i) => i);
  let scores = new Float32Array(0);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    let loss = 0;
    for (const index of order) {
      const sequence = compact[index] as Sequence;
      const { gold, ends, features } = dropout > 0 ? thin(sequence, dropout, random) : sequence;
      const length = gold.length;
      const weight = sequence.weight ?? 1;
      if (length === 0) continue;
      if (scores.length < length * labels) scores = new Float32Array(length * labels * 2);
      scoreRows(weights, labels, features, ends, length, scores);
      const expected = new Float32Array(transitions.length);
      const lattice = marginals(scores, transitions, labels, length, expected);
      loss += lattice.logPartition;
      let before = labels;
      for (let i = 0; i < length; i++) {
        const y = gold[i] as number;
        loss -= (scores[i * labels + y] as number) + (transitions[before * labels + y] as number);
        expected[before * labels + y] = (expected[before * labels + y] as number) - 1;
        before = y;
      }
      for (let k = 0; k < transitions.length; k++) {
        const g = (expected[k] as number) * weight;
        if (g === 0) continue;
        moveSquares[k] = (moveSquares[k] as number) + g * g;
        transitions[k] = (transitions[k] as number) - (options.rate * g) / Math.sqrt(moveSquares[k] as number);
      }
      let at = 0;
      for (let i = 0; i < length; i++) {
        const end = ends[i] as number;
        for (let y = 0; y < labels; y++) {
          const g = ((lattice.marginals[i * labels + y] as number) - (gold[i] === y ? 1 : 0)) * weight;
          if (Math.abs(g) < 1e-4) continue;
          for (let f = at; f < end; f++) {
            const k = (features[f] as number) * labels + y;
            const w = weights[k] as number;
            const grad = g + options.l2 * w;
            const square = (squares[k] as number) + grad * grad;
            squares[k] = square;
            weights[k] = w - (options.rate * grad) / Math.sqrt(square);
          }
        }
        at = end;
      }
    }
    if (epoch >= options.epochs - 2) {
      for (let k = 0; k < weights.length; k++) average[k] = (average[k] as number) + (weights[k] as number) / 2;
      for (let k = 0; k < transitions.length; k++)
        moveAverage[k] = (moveAverage[k] as number) + (transitions[k] as number) / 2;
    }
    process.stderr.write(`  epoch ${epoch + 1}: loss ${(loss / sequences.length).toFixed(4)} a sequence\n`);
  }
  const hashes = new Int32Array(rows.size);
  for (const [hash, row] of rows) hashes[row] = hash;
  return { hashes, weights: average, transitions: moveAverage, rows };
}

/** Adds up the label scores of each position; `ends[i]` is where position i's feature rows end in `rows`. */
function scoreRows(
  weights: Float32Array,
  labels: number,
  rows: Int32Array,
  ends: Int32Array,
  length: number,
  scores: Float32Array,
): void {
  let at = 0;
  for (let i = 0; i < length; i++) {
    const base = i * labels;
    for (let y = 0; y < labels; y++) scores[base + y] = 0;
    for (const end = ends[i] as number; at < end; at++) {
      const row = (rows[at] as number) * labels;
      for (let y = 0; y < labels; y++) scores[base + y] = (scores[base + y] as number) + (weights[row + y] as number);
    }
  }
}

function frequentFeatures(sequences: readonly Sequence[], minArticles: number): Map<number, number> {
  // Articles come in order, so "seen in another article" is one comparison with the last article seen.
  const capacity = 1 << 25;
  const keys = new Int32Array(capacity);
  const last = new Int32Array(capacity);
  const count = new Uint16Array(capacity);
  for (const { features, article } of sequences) {
    for (const hash of features) {
      let slot = (Math.imul(hash, 0x9e3779b1) >>> 7) & (capacity - 1);
      while (count[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & (capacity - 1);
      if (count[slot] === 0) {
        keys[slot] = hash;
        count[slot] = 1;
        last[slot] = article;
      } else if (last[slot] !== article) {
        last[slot] = article;
        count[slot] = Math.min((count[slot] as number) + 1, 60000);
      }
    }
  }
  const rows = new Map<number, number>();
  for (let slot = 0; slot < capacity; slot++)
    if ((count[slot] as number) >= minArticles) rows.set(keys[slot] as number, rows.size);
  return rows;
}

function lookUp(sequence: Sequence, rows: Map<number, number>): Sequence {
  const kept: number[] = [];
  const ends = new Int32Array(sequence.ends.length);
  let at = 0;
  for (let i = 0; i < ends.length; i++) {
    for (; at < (sequence.ends[i] as number); at++) {
      const row = rows.get(sequence.features[at] as number);
      if (row !== undefined) kept.push(row);
    }
    ends[i] = kept.length;
  }
  return { ...sequence, features: Int32Array.from(kept), ends };
}

function thin(sequence: Sequence, dropout: number, random: () => number): Sequence {
  const features = new Int32Array(sequence.features.length);
  const ends = new Int32Array(sequence.ends.length);
  let size = 0;
  let at = 0;
  for (let i = 0; i < ends.length; i++) {
    for (const end = sequence.ends[i] as number; at < end; at++)
      if (random() >= dropout) features[size++] = sequence.features[at] as number;
    ends[i] = size;
  }
  return { ...sequence, features: features.subarray(0, size), ends };
}

/** A small seeded generator (mulberry32), so that training gives the same weights each time. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffle(items: number[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const held = items[i] as number;
    items[i] = items[j] as number;
    items[j] = held;
  }
}
