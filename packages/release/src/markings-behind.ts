import type { GateRule } from './gates.ts';
import type { MarkingEffect } from './read-marking.ts';

/** The ids of those markings that make a rule. */
export function markingsBehind(rule: GateRule, markings: readonly MarkingEffect[]): readonly string[] {
  return markings.filter((marking) => isBehind(rule, marking)).map(({ id }) => id);
}

function isBehind(rule: GateRule, marking: MarkingEffect): boolean {
  const release = marking.kind === 'release' ? marking : undefined;
  switch (rule.kind) {
    case 'closed':
      return marking.kind === 'closed' && marking.reason === rule.reason;
    case 'date': {
      const { notBefore, purgeAfter } = release?.handling ?? {};
      return (rule.date === 'not-before' ? notBefore : purgeAfter) === rule.at;
    }
    case 'level':
    case 'readers-as-list':
      return marking.kind === 'tlp' && marking.tlp === rule.tlp;
    case 'list':
      if (marking.kind === 'tlp') return marking.tlp === rule.tlp;
      return release?.to !== undefined && isSameSet(release.to, rule.list);
    case 'exclusion':
      return release?.not?.some((id) => rule.list.includes(id)) === true;
    case 'unknown-exclusion':
      // The unknown id may lie in a group that the marking names, so every exclusion is behind it.
      return release?.not !== undefined;
    case 'readers':
      return false;
  }
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.every((item) => b.includes(item)) && b.every((item) => a.includes(item));
}
