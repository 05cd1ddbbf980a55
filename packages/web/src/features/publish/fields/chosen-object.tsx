import { useQuery } from '@tanstack/react-query';
import { objectQuery } from '../../../api/objects.ts';
import { plainText } from '../../../lib/hostile-text.ts';
import { objectTitle } from '../../../stix/object-title.ts';
import { objectType, typeOfId } from '../../../stix/object-types.ts';
import { IconButton } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { SafeText } from '../../../ui/safe-text.tsx';

/** One chosen object by its title, as far as that can be seen. */
export function ChosenObject({ id, onRemove }: { id: string; onRemove: () => void }) {
  const { data } = useQuery(objectQuery(id));
  const title = data ? objectTitle(data.summary) : id;
  return (
    <li className="flex items-center gap-2 rounded-md border border-line bg-sheet pl-3 text-sm">
      <span className="eyebrow">{objectType(typeOfId(id)).singular}</span>
      <span className="min-w-0 flex-1 truncate">
        <SafeText>{title}</SafeText>
      </span>
      <IconButton label={`Remove ${plainText(title)}`} onClick={onRemove}>
        <Icon name="close" className="size-3.5" />
      </IconButton>
    </li>
  );
}
