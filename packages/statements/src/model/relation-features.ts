import { TAG } from '../tagging/tags.ts';
import type { Analysis } from '../text/analysis.ts';
import type { TokenRange } from '../text/segment.ts';
import { distanceBin } from './distance-bin.ts';
import type { FeatureList } from './feature-list.ts';
import { mix } from './hash.ts';

/** What the first stage says about each token of a text: probabilities in eight steps, and its best labels. */
export interface SpanGuess {
  readonly content: Uint8Array;
  readonly source: Uint8Array;
  readonly cue: Uint8Array;
  readonly path: Uint8Array;
}

/** Features of every token of a region, seen from one cue. */
export function relationFeatures(
  a: Analysis,
  tags: Uint8Array,
  cueBins: Uint8Array,
  guess: SpanGuess,
  cues: readonly TokenRange[],
  which: number,
  region: TokenRange,
  out: FeatureList,
): void {
  const cue = cues[which] as TokenRange;
  const { from, to } = region;
  const { attributes, words, quotes, sentenceStart } = a;
  const lower = (i: number) => (i >= from && i < to ? (attributes[i]?.lowerHash ?? 0) : 1);
  const tag = (i: number) => (i >= from && i < to ? (tags[i] as number) + 1 : 0);
  const head = headOf(cue, cueBins, tags);
  const headStem = attributes[head]?.stemHash ?? 0;
  const headTag = tag(head);
  const next = lower(cue.to);
  const nextTag = tag(cue.to);
  const before = tag(cue.from - 1);
  const last = lower(cue.to - 1);
  const cueLength = Math.min(4, cue.to - cue.from);
  const cueStart = sentenceStart[cue.from] as number;
  const cueQuoted = (quotes.open[cue.from] as number) >= 0 ? 1 : 0;
  const passive = passiveCue(a, tags, cue, head);
  const strength = guess.cue[head] as number;
  const inCue = new Uint8Array(to - from);
  for (const c of cues) for (let i = Math.max(from, c.from); i < Math.min(to, c.to); i++) inCue[i - from] = 1;
  // walked outwards from the cue: what lies between
  const n = to - from;
  const commas = new Uint8Array(n);
  const others = new Uint8Array(n);
  const marks = new Uint8Array(n);
  const breaks = new Uint8Array(n);
  const contentRank = new Uint8Array(n);
  const sourceRank = new Uint8Array(n);
  const joins = new Uint8Array(n);
  for (const step of [-1, 1]) {
    let comma = 0;
    let other = 0;
    let mark = 0;
    let sentence = 0;
    let contents = 0;
    let sources = 0;
    let join = 0;
    let previous = 0;
    let previousInCue = 0;
    for (let i = step < 0 ? cue.from - 1 : cue.to; i >= from && i < to; i += step) {
      const k = i - from;
      const word = words[i] ?? '';
      const crossed = step < 0 ? sentenceStart[i] !== sentenceStart[i + 1] : sentenceStart[i] === i;
      if (crossed && sentence < 4) sentence++;
      if (crossed) join = 0;
      if ((inCue[k] as number) === 1 && previousInCue === 0 && other < 4) other++;
      previousInCue = inCue[k] as number;
      const label = guess.path[i] as number;
      const kind = label === 0 ? 0 : (label + 1) >> 1; // 1 cue, 2 source, 3 content
      const starts = kind !== previous || (step > 0 ? label % 2 === 1 : (guess.path[i + 1] as number) % 2 === 1);
      if (starts && kind === 3 && contents < 4) contents++;
      if (starts && kind === 2 && sources < 4) sources++;
      previous = kind;
      contentRank[k] = kind === 3 ? contents : 0;
      sourceRank[k] = kind === 2 ? sources : 0;
      commas[k] = comma;
      others[k] = other;
      marks[k] = mark;
      breaks[k] = sentence;
      joins[k] = join;
      if (word === ',' && comma < 4) comma++;
      if (quotes.marks[i] === 1 && mark < 4) mark++;
      if (tags[i] === TAG.CC && join === 0) join = 1;
    }
  }
  let k = 0;
  const add1 = (x: number) => out.add(mix(k++, x));
  const add2 = (x: number, y: number) => out.add(mix(mix(k++, x), y));
  const add3 = (x: number, y: number, z: number) => out.add(mix(mix(mix(k++, x), y), z));
  for (let i = from; i < to; i++) {
    const w = attributes[i];
    if (!w) continue;
    k = 1000;
    if (i >= cue.from && i < cue.to) {
      add1(0);
      out.endPosition();
      continue;
    }
    const r = i - from;
    const after = i >= cue.to;
    const gap = after ? i - cue.to : cue.from - 1 - i;
    const side = (after ? 1 : 0) + (cueStart === sentenceStart[i] ? 0 : 2 * (breaks[r] as number));
    const comma = commas[r] as number;
    const other = others[r] as number;
    const mark = marks[r] as number;
    const cRank = contentRank[r] as number;
    const sRank = sourceRank[r] as number;
    const open = quotes.open[i] as number;
    const close = quotes.close[i] as number;
    const quoted = open < 0 ? 0 : i === open ? 1 : i === close ? 2 : 3;
    const pc = guess.content[i] as number;
    const ps = guess.source[i] as number;
    const path = guess.path[i] as number;
    const prevPath = i > from ? (guess.path[i - 1] as number) : 7;
    const nextPath = i + 1 < to ? (guess.path[i + 1] as number) : 7;
    const t0 = tag(i);
    const t1 = tag(i + 1);
    const tm1 = tag(i - 1);
    const where = side * 4 + Math.min(3, other);
    const dist = distanceBin(gap);
    add1(where);
    add2(where, path);
    add2(where, pc);
    add2(where, ps);
    add3(where, path, nextPath);
    add3(where, path, prevPath);
    add3(where, cRank, path);
    add3(where, sRank, path);
    add3(where * 10 + dist, comma, path);
    add3(where, comma * 5 + mark, quoted);
    add3(where, quoted, pc);
    add3(side, strength, path);
    add3(side, strength, other);
    add3(where * 8 + path, headTag, nextTag);
    add3(where * 8 + path, headStem, 1);
    add3(where * 8 + path, headTag, before);
    add3(where * 8 + path, passive, comma);
    add3(where * 8 + path, last, cueLength);
    add3(where * 8 + path, next, dist);
    add3(where, headStem, dist);
    add3(side, headStem, next);
    add3(side, headTag * 40 + nextTag, comma);
    add3(side, pc, distanceBin(gap));
    add3(side, ps, distanceBin(gap));
    add3(side * 5 + sRank, ps, t0);
    add3(side * 5 + cRank, pc, t0);
    add3(where, t0, tm1);
    add3(where, t0, t1);
    add2(where, w.lowerHash);
    add3(where, lower(i - 1), t0);
    add3(where, lower(i + 1), t0);
    add3(dist, t0, after ? tag(cue.to) : tag(cue.from - 1));
    add3(Math.min(gap, 4), w.lowerHash, side);
    add3(joins[r] as number, where, path);
    add3(cueQuoted * 4 + quoted, where, path);
    add3(where, i === sentenceStart[i] ? 1 : 0, t0);
    add3(side, w.stemHash, headStem);
    add3(cRank * 5 + sRank, side, comma * 5 + other);
    if (gap < 6) {
      let chain = gap;
      for (let j = after ? cue.to : cue.from - 1; j !== i; j += after ? 1 : -1) chain = mix(chain, tag(j));
      add3(chain, t0, after ? 1 : 0);
      add3(chain, headTag, path);
    } else k += 2;
    out.endPosition();
  }
}

/** The token of a cue that carries its sense: the likeliest cue word, the last of equals. */
export function headOf(cue: TokenRange, cueBins: Uint8Array, tags: Uint8Array): number {
  let head = cue.from;
  let best = -1;
  for (let i = cue.from; i < cue.to; i++) {
    const t = tags[i] as number;
    const verb = t >= TAG.VBD && t <= TAG.VBN ? 1 : 0;
    const score = (cueBins[i] as number) * 2 + verb;
    if (score >= best && t !== TAG.PUNCT) {
      best = score;
      head = i;
    }
  }
  return head;
}

/** 1 for "was asked", 2 for "was rejected by", 3 for "rejected by", 0 otherwise. */
function passiveCue(a: Analysis, tags: Uint8Array, cue: TokenRange, head: number): number {
  const by = a.attributes[cue.to]?.lower === 'by' || a.attributes[head + 1]?.lower === 'by' ? 1 : 0;
  let be = 0;
  for (let i = Math.max(0, head - 3); i < head; i++) if (tags[i] === TAG.BE) be = 1;
  const participle = tags[head] === TAG.VBN || tags[head] === TAG.VBD;
  return participle ? be * 1 + by * 2 : 0;
}
