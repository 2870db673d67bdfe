import styles from './kbd.module.css';

/** Key or key combination. `mod+k` is shown with the modifier key of this system. */
export function Kbd({ keys }: { keys: string }) {
  return <kbd className={styles.kbd}>{keyName(keys)}</kbd>;
}

const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '');
const names: Record<string, string> = {
  mod: isApple ? '⌘' : 'Ctrl',
  shift: isApple ? '⇧' : 'Shift',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  ' ': 'Space',
};

export function keyName(keys: string): string {
  const parts = keys.split('+').map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key));
  return parts.join(isApple ? '' : ' ');
}
