import type { JsonObject } from '../json/json-value.ts';
import { shorten } from './describe.ts';
import type { Refusal, RuleCode } from './refusal.ts';

/** Hostile names and ids are cut, so that a report stays small; longer ones are never valid. */
const LONGEST_NAME = 300;

export type Limits = {
  /** How many levels of lists and objects a value may have; deeper ones are refused. */
  readonly maxDepth: number;
  /** How many refusals are collected for one object; the rest is left unsaid. */
  readonly maxRefusals: number;
};

/** Collects what is wrong with one object while the checks walk through it. */
export class Report {
  readonly refusals: Refusal[] = [];
  /** The way from the object to the value that is being checked. */
  readonly path: (string | number)[] = [];
  /** The section that defines the object or structure that is being checked. */
  section = '';
  /** The object that selectors start from. */
  root: JsonObject;
  /** Inside a deprecated observable container (section 2.13): the type of each of its objects, by key. */
  containerTypes: ReadonlyMap<string, string | undefined> | undefined;
  readonly limits: Limits;
  readonly #subject: JsonObject;

  constructor(root: JsonObject, limits: Limits) {
    this.root = root;
    this.limits = limits;
    this.#subject = root;
  }

  /** Notes a broken rule at the current path, or at one step below it. */
  refuse(rule: RuleCode, section: string, message: string, step?: string | number): void {
    if (this.refusals.length >= this.limits.maxRefusals) return;
    const { id, type } = this.#subject;
    this.refusals.push({
      ...(typeof id === 'string' && { id: shorten(id, LONGEST_NAME) }),
      ...(typeof type === 'string' && { type: shorten(type, LONGEST_NAME) }),
      path: formatPath(step === undefined ? this.path : [...this.path, step]),
      rule,
      section,
      message,
    });
  }
}

function formatPath(steps: readonly (string | number)[]): string {
  let path = '';
  for (const step of steps) {
    if (typeof step === 'number') path += `[${step}]`;
    else path += `${path === '' ? '' : '.'}${shorten(step, LONGEST_NAME)}`;
  }
  return path;
}
