import { sideOfPoint } from '../lines/cells.ts';
import type { Point } from '../lines/point.ts';
import { degreeOf } from '../shapes/scale.ts';
import type { Statement } from '../shapes/statement.ts';
import type { Party } from './signal.ts';

export function partyOf(point: Point): Party {
  return {
    holder: point.holder,
    principal: point.principal,
    ...(point.holderName === undefined ? {} : { name: point.holderName }),
    ...(point.office === undefined ? {} : { office: point.office }),
    side: sideOfPoint(point),
    degree: degreeOf(point.opinion),
    ...(point.condition === undefined ? {} : { condition: point.condition }),
    day: point.since,
    rests: point.id,
    ...(point.quote === undefined ? {} : { quote: point.quote }),
  };
}

/** Undefined where nobody knows whose words they are. */
export function speakerOf(statement: Statement): Party | undefined {
  const { speaker, spokenFor = speaker, speakerName, office, said, id, quote } = statement;
  if (speaker === undefined || spokenFor === undefined) return undefined;
  return {
    holder: speaker,
    principal: spokenFor,
    ...(speakerName === undefined ? {} : { name: speakerName }),
    ...(office === undefined ? {} : { office }),
    day: said,
    rests: id,
    ...(quote === undefined ? {} : { quote }),
  };
}
