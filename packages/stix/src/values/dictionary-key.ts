const KEY = /^[a-zA-Z0-9_-]{1,250}$/;

/** Whether the text may be a key of a dictionary (section 2.3). */
export function isDictionaryKey(text: string): boolean {
  return KEY.test(text);
}
