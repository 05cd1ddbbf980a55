import { TAG } from '../tagging/tags.ts';
import type { Analysis } from '../text/analysis.ts';

/** How likely a word stem is to carry an attribution, from 1 (now and then) to 4 (mostly); others are 0. */
export type CueWords = ReadonlyMap<string, number>;

/** Reads the word list: one line a step, `step: stem stem …`. */
export function readCueWords(list: string): CueWords {
  const words = new Map<string, number>();
  for (const line of list.split('\n')) {
    const [step = '', stems = ''] = line.split(': ');
    for (const stem of stems.split(' ')) if (stem !== '') words.set(stem, Number(step));
  }
  return words;
}

/** Writes what `readCueWords` reads. */
export function writeCueWords(words: CueWords): string {
  const line = (step: number) =>
    `${step}: ${[...words]
      .filter(([, s]) => s === step)
      .map(([stem]) => stem)
      .sort()
      .join(' ')}\n`;
  return [4, 3, 2, 1].map(line).join('');
}

/** The step of a share of uses as a cue. */
export function cueStep(uses: number, cues: number): number {
  const share = (cues + 0.2) / (uses + 2);
  return share > 0.6 ? 4 : share > 0.35 ? 3 : share > 0.18 ? 2 : share > 0.06 ? 1 : 0;
}

/** The cue step of every token. */
export function cueSteps(a: Analysis, tags: Uint8Array, step: (stem: string) => number): Uint8Array {
  const steps = new Uint8Array(tags.length);
  for (let i = 0; i < steps.length; i++)
    if ((tags[i] as number) > TAG.QUOTE) steps[i] = step(a.attributes[i]?.stem ?? '');
  return steps;
}
