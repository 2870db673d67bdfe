import { Outlet } from '@tanstack/react-router';
import { Keyboard, Monitor, Moon, Sun } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Toaster } from '../ui/toast.tsx';
import { TooltipLayer } from '../ui/tooltip-layer.tsx';
import { CommandPalette } from './command-palette.tsx';
import { useCommands } from './commands.ts';
import { ShellContext } from './shell-context.ts';
import { listenForShortcuts, useShortcut } from './shortcuts.ts';
import { setTheme } from './theme.ts';

const ShortcutHelp = lazy(async () => ({ default: (await import('./shortcut-help.tsx')).ShortcutHelp }));

/** Frame around every page: keyboard shortcuts, palette, tooltips, toasts. */
export function Shell() {
  const [open, setOpen] = useState<'palette' | 'help'>();
  const close = () => setOpen(undefined);
  useEffect(listenForShortcuts, []);
  useShortcut({ keys: 'mod+k', label: 'Commands', group: 'Anywhere', isGlobal: true, run: () => setOpen('palette') });
  useShortcut({ keys: '?', label: 'Keyboard shortcuts', group: 'Anywhere', run: () => setOpen('help') });
  useCommands(
    useMemo(
      () => [
        {
          id: 'theme-light',
          label: 'Light theme',
          group: 'Theme',
          icon: <Sun size={16} />,
          run: () => setTheme('light'),
        },
        {
          id: 'theme-dark',
          label: 'Dark theme',
          group: 'Theme',
          icon: <Moon size={16} />,
          run: () => setTheme('dark'),
        },
        {
          id: 'theme-system',
          label: 'Theme of the system',
          group: 'Theme',
          icon: <Monitor size={16} />,
          run: () => setTheme('system'),
        },
        {
          id: 'help',
          label: 'Keyboard shortcuts',
          group: 'Help',
          icon: <Keyboard size={16} />,
          keys: '?',
          run: () => setOpen('help'),
        },
      ],
      [],
    ),
  );
  const actions = useMemo(() => ({ openPalette: () => setOpen('palette'), openHelp: () => setOpen('help') }), []);
  return (
    <ShellContext value={actions}>
      <Outlet />
      {/* Part of the first load: the field must be ready for text typed directly after the shortcut. */}
      {open === 'palette' && <CommandPalette isOpen onClose={close} />}
      <Suspense>{open === 'help' && <ShortcutHelp isOpen onClose={close} />}</Suspense>
      <Toaster />
      <TooltipLayer />
    </ShellContext>
  );
}
