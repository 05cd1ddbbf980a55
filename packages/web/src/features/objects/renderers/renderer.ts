import type { ObjectView } from '@entente/server/api-types';
import type { ComponentType } from 'react';

export interface BodyProps {
  object: Record<string, unknown>;
  view: ObjectView;
}

/** How one type of object is read, and the properties that need not be listed again because of it. */
export interface Renderer {
  Body: ComponentType<BodyProps>;
  consumes: readonly string[];
}
