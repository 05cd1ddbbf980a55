import { use } from 'react';
import { countOf } from '../../../lib/format-number.ts';
import { asTexts } from '../../../lib/read-value.ts';
import { ObjectList } from '../../../stix/object-list.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ReferencesContext } from '../references-context.ts';

/** The objects that a property names: rows for those in sight, and how many are not. */
export function ReferenceList({ ids, title }: { ids: unknown; title: string }) {
  const summaries = use(ReferencesContext);
  const all = asTexts(ids);
  if (all.length === 0) return null;
  const visible = all.flatMap((id) => summaries.get(id) ?? []);
  const hidden = all.length - visible.length;
  return (
    <Panel title={title} bare>
      {visible.length > 0 && <ObjectList objects={visible} />}
      {hidden > 0 && (
        <p className="mt-2 text-sm text-ink-soft">
          {countOf(hidden, 'more object')} {hidden === 1 ? 'is' : 'are'} named here, but not known to you.
        </p>
      )}
    </Panel>
  );
}
