import { useEffect, useRef, useSyncExternalStore } from 'react';

export interface Shortcut {
  /** A key as KeyboardEvent.key names it, with `mod+` for ⌘ or Ctrl and `shift+` before it: `j`, `mod+k`, `ArrowLeft`. */
  keys: string;
  /** What it does, for the help sheet. */
  label: string;
  group: string;
  /** Works in text fields too. */
  isGlobal?: boolean;
  run: (event: KeyboardEvent) => void;
}

const storageKey = 'vitrine.single-keys';
/** Each use of a shortcut has an entry of its own; of two for the same key, the one that came last wins. */
let entries: readonly { readonly current: Shortcut }[] = [];
const listeners = new Set<() => void>();

function notify() {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Binds a key for as long as the component shows. */
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

/** All that can be pressed now, for the help sheet. */
export function useShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(subscribe, () => entries).map((entry) => entry.current);
}

/** Whether keys without a modifier do anything: people who dictate switch them off. */
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

/** Listens for shortcuts on the window; called once, by the shell. */
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
  // Only characters can be typed by dictation; arrows and Escape always work.
  if (keys.length === 1 && !hasSingleKeys()) return;
  event.preventDefault();
  shortcut.run(event);
}

function keysOf(event: KeyboardEvent): string {
  const mod = event.metaKey || event.ctrlKey ? 'mod+' : '';
  // Shift is part of the character for "?", and said apart for keys with a name.
  const shift = event.shiftKey && event.key.length > 1 ? 'shift+' : '';
  return (mod + shift + event.key).toLowerCase();
}

function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isTyping =
    target.isContentEditable || target.matches('textarea, select, input:not([type=radio], [type=checkbox])');
  return isTyping || target.closest('[role=menu]') !== null;
}

/** Whether a dialog, menu or other popover is open: keys belong to it, wherever the focus is. */
function hasTopLayer(): boolean {
  return document.querySelector('dialog[open], [popover=auto]:popover-open') !== null;
}
