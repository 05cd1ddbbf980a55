import type { PositionMatrix } from '@entente/server/api-types';

/**
 * The rows and columns that some words mean: claims that say them, else members that are called so. Members without any
 * position only where they are asked for.
 */
export function narrowBoard(
  { claims, principals, cells }: PositionMatrix,
  words: string,
  withSilent: boolean,
): Pick<PositionMatrix, 'claims' | 'principals'> {
  const wanted = words.trim().toLowerCase();
  const has = (text: string) => text.toLowerCase().includes(wanted);
  const speaking = new Set(cells.map(({ principal }) => principal));
  const rows = principals.filter(({ id }) => withSilent || speaking.has(id));
  const saying = claims.filter(({ name, aliases }) => [name, ...aliases].some(has));
  return saying.length > 0 || wanted === ''
    ? { claims: saying, principals: rows }
    : { claims, principals: principals.filter(({ name }) => has(name)) };
}
