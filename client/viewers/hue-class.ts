import styles from './hues.module.css';

/** Returns the class that sets --hue and --dashes for all elements inside. */
export function hueClass(hue: number): string {
  return styles[`hue${hue}`] ?? '';
}
