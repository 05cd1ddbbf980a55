import { type NameOption, NamePicker } from '../ui/name-picker.tsx';

interface ReleaseToFieldProps {
  options: readonly NameOption[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
  hint?: string;
}

/** Who gets what is published to a collection: fewer than its readers, where anybody is named. */
export function ReleaseToField(props: ReleaseToFieldProps) {
  return <NamePicker legend="Release to" hint="Nobody named: the readers of the collection." {...props} />;
}
