import { Outlet } from '@tanstack/react-router';
import { Keyboard, Monitor, Moon, Sun } from 'lucide-react';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Toaster } from '../ui/toast.tsx';
import { TooltipLayer } from '../ui/tooltip-layer.tsx';
import { CommandPalette } from './command-palette.tsx';
import { useCommands } from './commands.ts';
import { ShellContext } from './shell-context.ts';
import { listenForShortcuts, useShortcut } from './shortcuts.ts';
import * as strings from './strings.ts';
import { setTheme } from './theme.ts';

const ShortcutHelp = lazy(async () => ({ default: (await import('./shortcut-help.tsx')).ShortcutHelp }));

/** Frame around every page, with keyboard shortcuts, command palette, tooltips and toasts. */
export function Shell() {
  const [open, setOpen] = useState<'palette' | 'help'>();
  const close = () => setOpen(undefined);
  useEffect(listenForShortcuts, []);
  useShortcut({
    keys: 'mod+k',
    label: strings.commands,
    group: strings.general,
    isGlobal: true,
    run: () => setOpen('palette'),
  });
  useShortcut({ keys: '?', label: strings.shortcuts, group: strings.general, run: () => setOpen('help') });
  useCommands(
    useMemo(
      () => [
        {
          id: 'theme-light',
          label: strings.themeCommands.light,
          group: strings.theme,
          icon: <Sun size={16} />,
          run: () => setTheme('light'),
        },
        {
          id: 'theme-dark',
          label: strings.themeCommands.dark,
          group: strings.theme,
          icon: <Moon size={16} />,
          run: () => setTheme('dark'),
        },
        {
          id: 'theme-system',
          label: strings.themeCommands.system,
          group: strings.theme,
          icon: <Monitor size={16} />,
          run: () => setTheme('system'),
        },
        {
          id: 'help',
          label: strings.shortcuts,
          group: strings.help,
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
