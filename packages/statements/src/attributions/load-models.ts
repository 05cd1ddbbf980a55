import { readFileSync } from 'node:fs';
import { type CueWords, readCueWords } from '../model/cue-words.ts';
import { unpackModel } from '../model/pack.ts';
import { type TaggerModel, taggerModel } from '../tagging/tagger.ts';
import { type ChainModel, chainModel } from './span-tagger.ts';

/** The trained parts, as `train/train.ts` wrote them. */
export interface Models {
  readonly tagger: TaggerModel;
  readonly spans: ChainModel;
  readonly relations: ChainModel;
  readonly cueWords: CueWords;
}

const read = (name: string) => readFileSync(new URL(`../weights/${name}`, import.meta.url));
let loaded: Models | undefined;

/** Reads the weights once per process. */
export function loadModels(): Models {
  loaded ??= {
    tagger: taggerModel(unpackModel(read('tagger.bin.gz'))),
    spans: chainModel(unpackModel(read('spans.bin.gz'))),
    relations: chainModel(unpackModel(read('relations.bin.gz'))),
    cueWords: readCueWords(read('cue-words.txt').toString('utf8')),
  };
  return loaded;
}
