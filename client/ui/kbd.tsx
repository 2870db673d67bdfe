import styles from './kbd.module.css';

/** A key or a combination, `mod+k` written the way this machine's keyboard does. */
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
