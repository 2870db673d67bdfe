import { expect, test } from 'vitest';
import { descriptionFaults } from './description-faults.ts';

function faults(...fields: [name: string, description: string][]) {
  const lines = fields.map(([name, description]) => `"${description}"\n${name}: String`);
  return descriptionFaults('a.graphql', `"Bird of a list."\ntype Bird {\n${lines.join('\n')}\n}`);
}

test('a description begins with a noun or “Whether”', () => {
  expect(faults(['name', 'Common name in English.'], ['caught', 'Whether it was caught.'])).toEqual([]);
  expect(faults(['name', 'What it is called.'], ['wings', 'The span of both wings, in cm.'])).toEqual([
    'a.graphql:3: Bird.name: begin with a noun or “Whether”: What it is called.',
    'a.graphql:5: Bird.wings: begin with a noun or “Whether”: The span of both wings, in cm.',
  ]);
});

test('a description that repeats the name is a fault', () => {
  expect(faults(['id', 'Global id of the bird.'], ['nestId', 'Id of the nest that it built.'])).toEqual([]);
  for (const [name, description] of [
    ['id', 'Id.'],
    ['nestId', 'Id of the nest.'],
    ['nests', 'Nest.'],
    ['wingSpan', 'Span of a wing.'],
  ] as const) {
    expect(faults([name, description])).toEqual([expect.stringContaining('write more than the name says')]);
  }
});

test('mutations begin with a verb, and their arguments with a noun', () => {
  const schema = (argument: string) => `"Fields that change data."
    type Mutation { "Releases a bird." release("${argument}" ring: ID): Boolean }`;
  expect(descriptionFaults('a.graphql', schema('Number on the ring.'))).toEqual([]);
  expect(descriptionFaults('a.graphql', schema('Which bird.'))).toEqual([
    expect.stringContaining('Mutation.release.ring: begin with a noun'),
  ]);
});

test('words are plain, and sentences short and complete', () => {
  expect(faults(['song', 'Song; it is told by the bird'])).toHaveLength(3);
  expect(faults(['song', `Song ${'la '.repeat(30)}la.`])).toEqual([expect.stringContaining('at most 30 words')]);
});
