import { useEffect, useRef, useSyncExternalStore } from 'react';

export interface Shortcut {
  /**
   * Key as in KeyboardEvent.key, with optional prefixes: `mod+` for ⌘ or Ctrl, and `shift+`. Examples: `j`, `mod+k`,
   * `ArrowLeft`.
   */
  keys: string;
  /** Description for the help dialog. */
  label: string;
  group: string;
  /** Whether the shortcut also works in text fields. */
  isGlobal?: boolean;
  run: (event: KeyboardEvent) => void;
}

const storageKey = 'vitrine.single-keys';
/** Shortcuts of all mounted components. If two have the same key, the later one is used. */
let entries: readonly { readonly current: Shortcut }[] = [];
const listeners = new Set<() => void>();

function notify() {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Binds a key while the component is mounted. */
export function useShortcut(shortcut: Shortcut, isActive = true): void {
  const latest = useRef(shortcut);
  useEffect(() => {
    latest.current = shortcut;
  });
  useEffect(() => {
    if (!isActive) return undefined;
    entries = [...entries, latest];
    notify();
    return () => {
      entries = entries.filter((entry) => entry !== latest);
      notify();
    };
  }, [isActive]);
}

/** Returns all active shortcuts, for the help dialog. */
export function useShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(subscribe, () => entries).map((entry) => entry.current);
}

/** Returns whether single-key shortcuts are enabled. Users of speech input turn them off. */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, hasSingleKeys);
}

export function hasSingleKeys(): boolean {
  return localStorage.getItem(storageKey) !== 'off';
}

export function setSingleKeys(isOn: boolean): void {
  if (isOn) localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, 'off');
  notify();
}

/** Listens for shortcuts on the window. Called once, by the shell. */
export function listenForShortcuts(): () => void {
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || hasTopLayer()) return;
  const keys = keysOf(event);
  const entry = entries.findLast(({ current }) => current.keys.toLowerCase() === keys);
  if (!entry) return;
  const shortcut = entry.current;
  if (!shortcut.isGlobal && isElsewhere(event.target)) return;
  // Skips single characters if they are turned off. Speech input types only characters, so keys such as arrows and
  // Escape always work.
  if (keys.length === 1 && !hasSingleKeys()) return;
  event.preventDefault();
  shortcut.run(event);
}

function keysOf(event: KeyboardEvent): string {
  const mod = event.metaKey || event.ctrlKey ? 'mod+' : '';
  // Ignores Shift for characters, because it is part of a character such as "?". For named keys it is a prefix.
  const shift = event.shiftKey && event.key.length > 1 ? 'shift+' : '';
  return (mod + shift + event.key).toLowerCase();
}

function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isTyping =
    target.isContentEditable || target.matches('textarea, select, input:not([type=radio], [type=checkbox])');
  return isTyping || target.closest('[role=menu]') !== null;
}

/** Returns whether a dialog, menu or other popover is open. It then receives all keys, independent of the focus. */
function hasTopLayer(): boolean {
  return document.querySelector('dialog[open], [popover=auto]:popover-open') !== null;
}
