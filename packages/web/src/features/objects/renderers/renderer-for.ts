import { objectType } from '../../../stix/object-types.ts';
import { describedRenderer } from './described.tsx';
import { indicatorRenderer } from './indicator.tsx';
import { locationRenderer } from './location.tsx';
import { markingRenderer } from './marking.tsx';
import { noteRenderer } from './note.tsx';
import { observableRenderer } from './observable.tsx';
import { observedDataRenderer } from './observed-data.tsx';
import { opinionRenderer } from './opinion.tsx';
import { relationshipRenderer } from './relationship.tsx';
import type { Renderer } from './renderer.ts';
import { reportRenderer } from './report.tsx';
import { sightingRenderer } from './sighting.tsx';

const renderers = new Map<string, Renderer>([
  ['report', reportRenderer],
  ['grouping', reportRenderer],
  ['note', noteRenderer],
  ['opinion', opinionRenderer],
  ['indicator', indicatorRenderer],
  ['location', locationRenderer],
  ['relationship', relationshipRenderer],
  ['sighting', sightingRenderer],
  ['observed-data', observedDataRenderer],
  ['marking-definition', markingRenderer],
]);

/** The way to show a type; those without a way of their own show their description and their properties. */
export function rendererFor(type: string): Renderer {
  return renderers.get(type) ?? (objectType(type).kind === 'observables' ? observableRenderer : describedRenderer);
}
