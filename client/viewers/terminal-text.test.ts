import { expect, test } from 'vitest';
import styles from './terminal-text.module.css';
import { terminalMarks } from './terminal-text.ts';

/** Returns the classes of the text after the sequences, without the sequences. */
function looksOf(text: string): (string | undefined)[] {
  return terminalMarks(text, 0).flatMap(({ id, className }) => (id.startsWith('look') ? [className] : []));
}

test('basic colours and weights are shown', () => {
  expect(looksOf('\x1b[31mred\x1b[0m')).toEqual([styles['red']]);
  expect(looksOf('\x1b[1;92mgreen\x1b[0m')).toEqual([`${styles['bold']} ${styles['green']}`]);
});

test('colours of larger palettes have no other effect', () => {
  expect(looksOf('\x1b[48;2;20;31;1mtext\x1b[0m')).toEqual([]);
  expect(looksOf('\x1b[38;5;31mtext\x1b[0m')).toEqual([]);
  expect(looksOf('\x1b[38;5;208;1mtext\x1b[0m')).toEqual([styles['bold']]);
  expect(looksOf('\x1b[38mtext\x1b[0m')).toEqual([]);
});
