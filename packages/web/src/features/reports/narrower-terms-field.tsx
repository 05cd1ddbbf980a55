import type { GivenStatement } from '@entente/server/api-types';
import { useReleaseOptions } from '../../api/use-release-options.ts';
import { TlpField } from '../../stix/tlp-field.tsx';
import { Choice } from '../../ui/controls.tsx';
import { NamePicker } from '../../ui/name-picker.tsx';

type GivenTerms = NonNullable<GivenStatement['terms']>;

interface NarrowerTermsFieldProps {
  /** Undefined: as the report. */
  value: GivenTerms | undefined;
  onChange: (terms: GivenTerms | undefined) => void;
}

/** Terms of a statement beside those of its report, which stay in force: the narrower of both decide. */
export function NarrowerTermsField({ value, onChange }: NarrowerTermsFieldProps) {
  const options = useReleaseOptions();
  const chosen = value?.releasableTo ?? [];
  return (
    <div className="space-y-3">
      <Choice
        label="Narrower than the report"
        hint="Otherwise who has the report has the statement; nobody else ever does"
        checked={value !== undefined}
        onChange={(event) =>
          onChange(event.target.checked ? { tlp: 'amber', releasableTo: [], notReleasableTo: [] } : undefined)
        }
      />
      {value && (
        <div className="space-y-4 border-l-2 border-line pl-3">
          <TlpField value={value.tlp ?? undefined} onChange={(tlp) => onChange({ ...value, tlp })} />
          <NamePicker
            legend="Only to"
            hint="Nobody named: the readers of the collection who have the report."
            options={options}
            chosen={[...chosen]}
            onChange={(releasableTo) => onChange({ ...value, releasableTo })}
          />
        </div>
      )}
    </div>
  );
}
