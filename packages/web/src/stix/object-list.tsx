import type { ObjectSummary } from '@entente/server/api-types';
import { ObjectRow } from './object-row.tsx';

/** A short list of objects in a frame; long ones are virtualised where they are browsed. */
export function ObjectList({ objects, since }: { objects: ObjectSummary[]; since?: string }) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
      {objects.map((object) => (
        <li key={object.id}>
          <ObjectRow object={object} fresh={since !== undefined && object.added > since} />
        </li>
      ))}
    </ul>
  );
}
