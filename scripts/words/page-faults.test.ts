import { expect, test } from 'vitest';
import { commentFaults } from './comment-faults.ts';
import { hashComments } from './hash-comments.ts';
import { pageFaults } from './page-faults.ts';

const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join(' ');

test('a sentence may have 30 words, in a paragraph of several lines too', () => {
  expect(pageFaults('a.md', `${words(30)}. ${words(30)}.\n`)).toEqual([]);
  expect(pageFaults('a.md', `# A page\n\nA bird sings. ${words(15)}\n${words(16)}.\n`)).toEqual([
    expect.stringMatching(/^a\.md:3: write sentences of at most 30 words: A bird sings/),
  ]);
});

test('items of a list are separate, and a colon does not end a sentence', () => {
  expect(pageFaults('a.md', `* ${words(20)}\n* ${words(20)}\n  ${words(5)}\n1. ${words(20)}\n`)).toEqual([]);
  expect(pageFaults('a.md', `* ${words(20)}: ${words(11)}\n`)).toHaveLength(1);
});

test('a table cell may have 200 characters, without the address of a link', () => {
  const row = (cell: string) => `| what | how |\n| --- | --- |\n| x | ${cell} |\n`;
  expect(pageFaults('a.md', row(`[${'bird '.repeat(20)}](${'a'.repeat(300)}) \`a \\| b\``))).toEqual([]);
  expect(pageFaults('a.md', row('birdsong'.repeat(26)))).toEqual([
    expect.stringContaining('a.md:3: write table cells of at most 200 characters, this one has 208'),
  ]);
});

test('code is not read, in blocks and between words', () => {
  const block = `\`\`\`sh\n${words(40)}; shall\n\`\`\`\n\n    ${words(40)}; shall\n\n<!-- ${words(40)}; shall -->\n`;
  expect(pageFaults('a.md', block)).toEqual([]);
  expect(pageFaults('a.md', `Run \`${words(40)}; shall\`, which says “${words(40)}”.\n`)).toEqual([]);
  expect(pageFaults('a.md', `${block}\nIt shall sing.\n`)).toEqual([
    expect.stringMatching(/^a\.md:9: write “must” or “will”/),
  ]);
});

test('a banned phrase is found in text, headings, lists and cells', () => {
  const page = '# Whoever sings\n\nThere is no bird.\n\n* What is there\n\n| it is told | a; b |\n';
  expect(pageFaults('a.md', page).map((fault) => fault.slice(0, 7))).toEqual([
    'a.md:1:',
    'a.md:3:',
    'a.md:5:',
    'a.md:7:',
  ]);
  expect(pageFaults('a.md', 'It sings; it flies.\n')).toHaveLength(1);
});

test('comments keep to shorter sentences', () => {
  expect(commentFaults('a.ts', `/** Returns ${words(24)}. */\nconst a = 1;\n`)).toEqual([]);
  expect(commentFaults('a.ts', `/** Returns ${words(25)}. */\nconst a = 1;\n`)).toHaveLength(1);
  expect(commentFaults('a.ts', 'const a = 1;\n  // Sings; flies.\n')).toEqual([expect.stringContaining('a.ts:2:')]);
  expect(commentFaults('a.ts', '/** For birds. */\n')).toEqual([expect.stringContaining('verb in the third person')]);
});

test('comments are wrapped', () => {
  expect(commentFaults('a.ts', `const a = 1;\n  // ${'birds '.repeat(20).trim()}.\n`)).toEqual([
    expect.stringContaining('a.ts:2: wrap lines'),
  ]);
  expect(commentFaults('a.ts', `// ${'https://vitrine.example/'.repeat(6)}\n`)).toEqual([]);
});

test('comments after # are read as a page, on their lines', () => {
  expect(hashComments('#!/bin/sh\n# A robin.\nPORT=1 # not this\n  # Sings\n')).toBe('\nA robin.\n\nSings\n');
  expect(pageFaults('.env', hashComments(`PORT=4000\n# Who sings; who flies.\n`))).toEqual([
    expect.stringContaining('.env:2: write two sentences'),
  ]);
});
