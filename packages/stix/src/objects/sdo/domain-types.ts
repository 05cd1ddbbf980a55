import type { ObjectType } from '../object-type.ts';
import { attackPatternObject } from './attack-pattern.ts';
import { campaignObject } from './campaign.ts';
import { courseOfActionObject } from './course-of-action.ts';
import { groupingObject } from './grouping.ts';
import { identityObject } from './identity.ts';
import { incidentObject } from './incident.ts';
import { indicatorObject } from './indicator.ts';
import { infrastructureObject } from './infrastructure.ts';
import { intrusionSetObject } from './intrusion-set.ts';
import { locationObject } from './location.ts';
import { malwareObject } from './malware.ts';
import { malwareAnalysisObject } from './malware-analysis.ts';
import { noteObject } from './note.ts';
import { observedDataObject } from './observed-data.ts';
import { opinionObject } from './opinion.ts';
import { reportObject } from './report.ts';
import { threatActorObject } from './threat-actor.ts';
import { toolObject } from './tool.ts';
import { vulnerabilityObject } from './vulnerability.ts';

/** The domain objects (chapter 4). */
export const domainTypes: readonly ObjectType[] = [
  attackPatternObject,
  campaignObject,
  courseOfActionObject,
  groupingObject,
  identityObject,
  incidentObject,
  indicatorObject,
  infrastructureObject,
  intrusionSetObject,
  locationObject,
  malwareObject,
  malwareAnalysisObject,
  noteObject,
  observedDataObject,
  opinionObject,
  reportObject,
  threatActorObject,
  toolObject,
  vulnerabilityObject,
];
