import { Dialog as Base } from '@base-ui/react/dialog';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, useCallback, useEffect, useId, useState } from 'react';
import { membersQuery } from '../../api/members.ts';
import { objectSearchQuery } from '../../api/objects.ts';
import { useMe } from '../../api/session.ts';
import { takeTyped } from '../../lib/typed-ahead.ts';
import { useDebounced } from '../../lib/use-debounced.ts';
import { objectType } from '../../stix/object-types.ts';
import { TlpLabel } from '../../stix/tlp-label.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { type Command, findCommands } from './find-commands.ts';

/** One field that finds objects and goes to pages. The pattern is a combobox whose list is always open. */
export function CommandPalette({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const me = useMe();
  const router = useRouter();
  const listId = useId();
  const takeOver = useCallback((field: HTMLInputElement | null) => {
    if (!field) return;
    field.focus();
    const ahead = takeTyped();
    if (ahead !== '') setText(ahead);
  }, []);
  useEffect(() => () => void takeTyped(), []);
  const q = useDebounced(text.trim(), 150);
  const found = useQuery({ ...objectSearchQuery({ q }), enabled: q.length > 1 });
  const objects = text.trim().length > 1 ? (found.data?.objects ?? []) : [];
  const { data: members } = useQuery(membersQuery);
  const commands = findCommands(me, text, objects, members);
  const run = (command: Command | undefined) => {
    if (!command) return;
    onOpenChange(false);
    router.history.push(command.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive((at) => Math.min(at + 1, commands.length - 1));
    else if (event.key === 'ArrowUp') setActive((at) => Math.max(at - 1, 0));
    else if (event.key === 'Enter') run(commands[active]);
    else return;
    event.preventDefault();
  };
  return (
    <Base.Root open onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/45" />
        <Base.Popup
          aria-label="Search or go to"
          className="fixed top-[8vh] left-1/2 z-50 flex max-h-[76vh] w-[min(40rem,calc(100vw-1.5rem))] -translate-x-1/2 flex-col rounded-lg border border-line bg-sheet shadow-pop"
        >
          <div className="flex items-center gap-3 border-b border-line px-4">
            <Icon name="browse" className="text-ink-faint" />
            <input
              ref={takeOver}
              role="combobox"
              aria-expanded="true"
              aria-controls={listId}
              aria-activedescendant={commands[active] ? `${listId}-${active}` : undefined}
              aria-label="Words, an id, or a page"
              placeholder="Words, an id, or a page"
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                setActive(0);
              }}
              onKeyDown={onKeyDown}
              className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none"
            />
            <Base.Close className="rounded-sm border border-line px-1.5 py-0.5 font-mono text-2xs text-ink-faint">
              Esc
            </Base.Close>
          </div>
          <div id={listId} role="listbox" aria-label="Results" className="min-h-0 overflow-y-auto p-1.5">
            {commands.map((command, index) => (
              <div
                key={command.href}
                id={`${listId}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                onClick={() => run(command)}
                onKeyDown={onKeyDown}
                onPointerMove={() => setActive(index)}
                className={classNames(
                  'flex min-h-10 cursor-pointer items-center gap-3 rounded-md px-2.5 text-sm',
                  index === active && 'bg-accent-soft',
                )}
              >
                <Icon name={command.icon} className="text-ink-faint" />
                <span className="min-w-0 flex-1 truncate">
                  <SafeText>{command.label}</SafeText>
                </span>
                {command.object && (
                  <>
                    <span className="hidden text-xs text-ink-faint sm:inline">
                      {objectType(command.object.type).singular}
                    </span>
                    <TlpLabel level={command.object.tlp} />
                  </>
                )}
              </div>
            ))}
            {commands.length === 0 && <p className="p-3 text-sm text-ink-soft">Nothing here. Try other words.</p>}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
