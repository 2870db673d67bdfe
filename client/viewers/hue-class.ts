import styles from './hues.module.css';

/** Sets --hue and --dashes for everything inside. */
export function hueClass(hue: number): string {
  return styles[`hue${hue}`] ?? '';
}
