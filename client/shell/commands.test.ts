import { expect, test } from 'vitest';
import { type Command, findCommands } from './commands.ts';

const commands = ['Zürich market', 'Łódź', 'Market hall'].map(
  (label): Command => ({ id: label, label, group: 'Datasets', run: () => {} }),
);
const find = (query: string) => findCommands(commands, query).map(({ label }) => label);

test('commands are found by parts of words, in any case and with or without accents', () => {
  expect(find('zurich')).toEqual(['Zürich market']);
  expect(find('ZU\u0308RICH mark')).toEqual(['Zürich market']);
  expect(find('lodz')).toEqual(['Łódź']);
  expect(find('market')).toEqual(['Market hall', 'Zürich market']);
  expect(find('arket datasets')).toHaveLength(2);
  expect(find('heron')).toEqual([]);
});
