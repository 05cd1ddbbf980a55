import { observableProperty } from './observable-types.ts';

/**
 * What a STIX 2.0 pattern writes in another way than one of STIX 2.1: string constants after START and STOP (a timestamp
 * constant there now), and object paths. Other string constants are matched so that nothing inside them is. A type begins
 * where a run of its characters does: looked for inside runs, long ones would take the square of their length.
 */
const CHANGED =
  /\b(?<qualifier>START|STOP)(?<space>\s+)(?=')|'[^'\\]*(?:\\.[^'\\]*)*'|(?<![a-z0-9-])(?<type>[a-z][a-z0-9-]*):(?<property>\w+)/gs;

/** The STIX 2.1 form of a STIX 2.0 pattern: timestamp constants, and the new names of properties. */
export function upgradePattern(pattern: string): string {
  return pattern.replace(CHANGED, (match, ...rest: unknown[]) => {
    const { qualifier, space, type, property } = rest.at(-1) as Record<string, string | undefined>;
    if (qualifier !== undefined) return `${qualifier}${space ?? ' '}t`;
    if (type !== undefined && property !== undefined) return `${type}:${observableProperty(type, property)}`;
    return match;
  });
}
