import { readFileSync } from 'node:fs';
import { type CueWords, readCueWords } from '../model/cue-words.ts';
import { type PackedModel, unpackModel } from '../model/pack.ts';

/** The trained parts, as `train/train.ts` wrote them. */
export interface Models {
  readonly tagger: PackedModel;
  readonly spans: PackedModel;
  readonly relations: PackedModel;
  readonly cueWords: CueWords;
}

const read = (name: string) => readFileSync(new URL(`../weights/${name}`, import.meta.url));
let loaded: Models | undefined;

/** Reads the weights once per process. */
export function loadModels(): Models {
  loaded ??= {
    tagger: unpackModel(read('tagger.bin.gz')),
    spans: unpackModel(read('spans.bin.gz')),
    relations: unpackModel(read('relations.bin.gz')),
    cueWords: readCueWords(read('cue-words.txt').toString('utf8')),
  };
  return loaded;
}
