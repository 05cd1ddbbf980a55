import { objectType } from '../../stix/object-types.ts';
import type { ObjectForm } from './form-types.ts';
import { objectForms } from './object-forms.ts';

export function TypeChooser({ onChoose }: { onChoose: (form: ObjectForm) => void }) {
  return (
    <ul className="grid gap-2 sm:grid-cols-2">
      {objectForms.map((form) => (
        <li key={form.type}>
          <button
            type="button"
            onClick={() => onChoose(form)}
            className="h-full w-full rounded-lg border border-line bg-sheet px-4 py-3 text-left hover:border-accent hover:bg-accent-soft"
          >
            <span className="block font-serif text-lg leading-6 font-semibold">{objectType(form.type).singular}</span>
            <span className="block text-sm text-ink-soft">{form.purpose}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
