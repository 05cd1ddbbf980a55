import { parseSelector } from '@entente/stix';
import { withheldExtensionId } from './extension-definitions.ts';
import { type JsonNode, nodeAt, type Path } from './json-tree.ts';
import { formatSelector } from './selector.ts';
import { addMember, applyEdits, removeChildren, type TextEdit } from './text-edit.ts';

/** An object's text, and where each value stands in it. */
export type ObjectText = { text: string; tree: JsonNode };

/** How to leave parts out of an object. */
export type Withholding = {
  paths: readonly Path[];
  /** The reference to put into `object_refs` where that loses all; without it the emptied list goes. */
  placeholder?: string;
  /** Adds the extension that says that something is withheld, not what or how much. */
  sayWithheld: boolean;
};

/** What becomes of an object's values: all others stay. */
type Plan = { removed: Set<JsonNode>; replaced: Map<JsonNode, string> };

/** An object's text after withholding; `pathBefore` says where a value in it was, undefined for what is new. */
export type Withheld = { text: string; pathBefore: (path: Path) => Path | undefined };

/**
 * The object's text without the parts at `paths` and without the selectors that point to them. Indexes in the remaining
 * selectors count the remaining items. A list or object left empty goes too, since STIX knows none (sections 2.3 and
 * 2.12). Every other character stays.
 */
export function withhold({ text, tree }: ObjectText, withholding: Withholding): Withheld {
  const { paths, placeholder, sayWithheld } = withholding;
  const plan: Plan = { removed: new Set(), replaced: new Map() };
  for (const path of paths) {
    const node = nodeAt(tree, path);
    if (node !== undefined) plan.removed.add(node);
  }
  const references = nodeAt(tree, ['object_refs']);
  if (placeholder !== undefined && references !== undefined && isEmptied(references, plan)) {
    plan.replaced.set(references, JSON.stringify([placeholder]));
  }
  removeEmptied(tree, plan);
  pruneSelectors(text, tree, plan);
  removeEmptied(tree, plan);
  const edits = [...editsOf(tree, plan), ...(sayWithheld ? [notice(tree, plan)] : [])];
  return { text: applyEdits(text, edits), pathBefore: (path) => pathBefore(tree, path, plan) };
}

function isEmptied(node: JsonNode, { removed, replaced }: Plan): boolean {
  const { children = [] } = node;
  return children.length > 0 && !replaced.has(node) && children.every((child) => removed.has(child.node));
}

function removeEmptied(node: JsonNode, plan: Plan): void {
  if (plan.removed.has(node)) return;
  for (const child of node.children ?? []) removeEmptied(child.node, plan);
  if (isEmptied(node, plan)) plan.removed.add(node);
}

function pruneSelectors(text: string, tree: JsonNode, plan: Plan): void {
  for (const { node: marking } of nodeAt(tree, ['granular_markings'])?.children ?? []) {
    const selectors = nodeAt(marking, ['selectors'])?.children ?? [];
    for (const { node } of selectors) {
      const selector: string = JSON.parse(text.slice(node.start, node.end));
      const path = pathAfter(tree, parseSelector(selector) ?? [], plan);
      if (path === undefined) plan.removed.add(node);
      else if (formatSelector(path) !== selector) plan.replaced.set(node, JSON.stringify(formatSelector(path)));
    }
    if (selectors.every(({ node }) => plan.removed.has(node))) plan.removed.add(marking);
  }
}

/** Where the value at `path` is after the removals; undefined where it is gone. */
function pathAfter(tree: JsonNode, path: Path, { removed }: Plan): Path | undefined {
  const after: (string | number)[] = [];
  let siblings = tree.children ?? [];
  for (const step of path) {
    const child = siblings.find(({ key }) => key === step);
    if (child === undefined || removed.has(child.node)) return undefined;
    const gone = siblings.filter(({ key, node }) => typeof key === 'number' && key < Number(step) && removed.has(node));
    after.push(typeof step === 'number' ? step - gone.length : step);
    siblings = child.node.children ?? [];
  }
  return after;
}

/** Where the value was that after the removals is at `path`. */
function pathBefore(tree: JsonNode, path: Path, { removed }: Plan): Path | undefined {
  const before: (string | number)[] = [];
  let node = tree;
  for (const step of path) {
    const kept = (node.children ?? []).filter((child) => !removed.has(child.node));
    const child = typeof step === 'number' ? kept[step] : kept.find(({ key }) => key === step);
    if (child === undefined) return undefined;
    before.push(child.key);
    node = child.node;
  }
  return before;
}

function editsOf(node: JsonNode, plan: Plan): TextEdit[] {
  const text = plan.replaced.get(node);
  if (text !== undefined) return [{ start: node.start, end: node.end, text }];
  const kept = (node.children ?? []).filter((child) => !plan.removed.has(child.node));
  return [
    ...removeChildren(node, (child) => plan.removed.has(child)),
    ...kept.flatMap((child) => editsOf(child.node, plan)),
  ];
}

function notice(tree: JsonNode, { removed }: Plan): TextEdit {
  const said = JSON.stringify({ extension_type: 'property-extension', withheld: true });
  const extensions = nodeAt(tree, ['extensions']);
  if (extensions === undefined || removed.has(extensions)) {
    return addMember(tree, 'extensions', `{${JSON.stringify(withheldExtensionId)}:${said}}`);
  }
  const before = nodeAt(extensions, [withheldExtensionId]);
  if (before === undefined || removed.has(before)) return addMember(extensions, withheldExtensionId, said);
  return { start: before.start, end: before.end, text: said };
}
