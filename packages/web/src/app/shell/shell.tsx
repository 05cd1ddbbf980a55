import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { keepTyped, takeTyped } from '../../lib/typed-ahead.ts';
import { noteUnreachable } from '../../lib/way-to-node.ts';
import { BottomNav } from './bottom-nav.tsx';
import { Sidebar } from './sidebar.tsx';
import { TopBar } from './top-bar.tsx';
import { UnreachableBar } from './unreachable-bar.tsx';
import { useListKeys } from './use-list-keys.ts';
import { useLiveEvents } from './use-live-events.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** What opens over a page, loaded when it is first wanted. */
const overlays = {
  palette: () => import('./command-palette.tsx'),
  shortcuts: () => import('./shortcuts-dialog.tsx'),
  menu: () => import('./nav-sheet.tsx'),
};
const CommandPalette = lazy(() => overlays.palette().then((file) => ({ default: file.CommandPalette })));
const ShortcutsDialog = lazy(() => overlays.shortcuts().then((file) => ({ default: file.ShortcutsDialog })));
const NavSheet = lazy(() => overlays.menu().then((file) => ({ default: file.NavSheet })));

/** Everything around a page: navigation, search, the palette, and what listens for news. */
export function Shell() {
  const [open, setOpen] = useState<keyof typeof overlays>();
  const show = useCallback((wanted: keyof typeof overlays) => {
    overlays[wanted]().then(
      () => setOpen(wanted),
      () => {
        takeTyped();
        noteUnreachable();
      },
    );
  }, []);
  const isPalette = open === 'palette';
  const openPalette = useCallback(() => {
    if (isPalette) return;
    keepTyped();
    show('palette');
  }, [isPalette, show]);
  const openShortcuts = useCallback(() => show('shortcuts'), [show]);
  useShortcuts({ openPalette, openShortcuts });
  useListKeys();
  useLiveEvents();
  const main = useFocusOnNavigation();
  const close = (stillOpen: boolean) => {
    if (!stillOpen) setOpen(undefined);
  };
  return (
    <div className="min-h-dvh lg:pl-60">
      <a
        href="#main"
        className="fixed top-2 left-2 z-60 -translate-y-16 rounded-md bg-accent px-3 py-2 text-sm font-medium text-accent-ink focus:translate-y-0"
      >
        Skip to the content
      </a>
      <Sidebar onSearch={openPalette} />
      <TopBar onSearch={openPalette} />
      <main
        id="main"
        ref={main}
        tabIndex={-1}
        className="mx-auto max-w-[112rem] px-4 pt-5 pb-28 outline-none sm:px-6 lg:px-10 lg:pt-9 lg:pb-16"
      >
        <UnreachableBar />
        <Outlet />
      </main>
      <BottomNav onMenu={() => show('menu')} />
      <Suspense>
        {open === 'palette' && <CommandPalette onOpenChange={close} />}
        {open === 'shortcuts' && <ShortcutsDialog onOpenChange={close} />}
        {open === 'menu' && <NavSheet onOpenChange={close} />}
      </Suspense>
    </div>
  );
}

/** After a change of page, keyboard and screen reader start at its content, as after a full load. */
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current !== undefined && before.current !== pathname) main.current?.focus({ preventScroll: true });
    before.current = pathname;
  }, [pathname]);
  return main;
}
