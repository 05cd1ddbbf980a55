import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, type TestNode } from '../peers/test-nodes.ts';

/** For tests: words that stand nowhere else, so that they are found in files. */
export const secret = 'The quexalite convoy leaves the zorvane depot at four.';

export const order = (at: TestNode, object: string, version?: string) =>
  at.core.recall.recallService.order(at.admin, { object, version, reason: 'Wrong source' });
export const nodesOf = (at: TestNode, id: string) =>
  at.core.recall.recallViews.of(at.core.recall.recallService.find(at.admin, id)).nodes;
export const confirmed = (at: TestNode, id: string, name: string) =>
  eventually(
    () => nodesOf(at, id).some((each) => each.name === name && each.state === 'confirmed'),
    () => `${JSON.stringify(nodesOf(at, id))} ${JSON.stringify(at.core.peers.log.last(1, 9))}`,
  );
export const arrives = (at: TestNode, id: string) =>
  eventually(
    () => at.sees(at.name).includes(id),
    () => `${id} did not come to ${at.name}: ${JSON.stringify(at.core.peers.log.last(1, 9))}`,
  );

export function filesWith(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => ['quexalite', 'zorvane'].some((word) => readFileSync(file).includes(word)));
}
