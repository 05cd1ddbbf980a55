/** FNV-1a over UTF-16 units, as a signed 32-bit integer. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}

/** Mixes a value into a hash; order matters. */
export function mix(hash: number, value: number): number {
  let mixed = Math.imul(hash, 0x85ebca6b) ^ Math.imul(value + 0x7f4a7c15, 0xc2b2ae35);
  mixed ^= mixed >>> 15;
  return Math.imul(mixed, 0x27d4eb2f) | 0;
}
