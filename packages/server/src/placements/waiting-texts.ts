import type { SearchText } from './search-text.ts';

/** Texts by date added, and how long they are together. */
export type WaitingTexts = {
  set(added: number, text: SearchText): void;
  /** Answers one, and keeps it no longer. */
  take(added: number): SearchText | undefined;
  clear(): void;
  readonly characters: number;
};

export function createWaitingTexts(): WaitingTexts {
  const texts = new Map<number, SearchText>();
  let characters = 0;
  const take = (added: number): SearchText | undefined => {
    const known = texts.get(added);
    if (known === undefined) return undefined;
    texts.delete(added);
    characters -= lengthOf(known);
    return known;
  };
  return {
    set(added, text) {
      take(added);
      texts.set(added, text);
      characters += lengthOf(text);
    },
    take,
    clear() {
      texts.clear();
      characters = 0;
    },
    get characters() {
      return characters;
    },
  };
}

function lengthOf({ title, text }: SearchText): number {
  return title.length + text.length;
}
