import type { ReleaseRequest } from '@entente/server/api-types';
import { SafeText } from '../../ui/safe-text.tsx';

/** What somebody asked for, above the version that would grant it. */
export function GrantedRequest({ request: { from, to, reason, may } }: { request: ReleaseRequest }) {
  const names = to.map(({ name }) => name).join(', ');
  return (
    <section aria-label="Request for wider release" className="mb-6 border-l-3 border-accent bg-accent-soft px-4 py-3">
      <p className="text-sm font-medium">
        <SafeText>
          {may.grant
            ? `${from.name} asks you to release this to ${names}. Look at the terms below: nothing is released before you publish.`
            : `The request of ${from.name} is answered already, or is not yours to grant.`}
        </SafeText>
      </p>
      <p className="mt-1 text-sm whitespace-pre-line">
        <SafeText>{reason}</SafeText>
      </p>
    </section>
  );
}
