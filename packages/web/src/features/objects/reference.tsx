import { ObjectLink } from '../../stix/object-link.tsx';
import { useReference } from './references-context.ts';

/** Another object that this one names: its title where the viewer may see it. */
export function Reference({ id }: { id: string }) {
  return <ObjectLink id={id} summary={useReference(id)} />;
}
