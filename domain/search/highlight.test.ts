import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuery } from '#formats/text/query.ts';
import { highlight, highlightPart } from './highlight.ts';

const shown = (fragments: { text: string; isMatch: boolean }[]) =>
  fragments.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('');

test.each([
  ['owl snow', 'Snowy OWL, growl, owls <b>owl</b>', '[Snowy] [OWL], growl, owls <b>[owl]</b>'],
  ['0042 x', 'cam-3/0042.jpg', 'cam-3/[0042].jpg'],
  ['cam-3/00', 'cam-3/0042.jpg', '[cam-3/0042].jpg'],
  ['eclair', 'Éclair, ÉCLAIRS, E\u0301clair', '[Éclair], [ÉCLAIRS], [E\u0301clair]'],
  ['C++ x', 'C, C++ and C#', 'C, [C++] and C#'],
  ['"in the garden"', 'In the house, “in the garden”', 'In the house, “[in the garden]”'],
  ['avion x', 'Dans l’avion', 'Dans l’[avion]'],
  ['审批流程', '采购订单自动审批流程', '采购订单自动[审批流程]'],
  ['审', '自动审批', '自动[审]批'],
  ['spring -robins', 'Spring, no robins', '[Spring], no robins'],
])('%j in %j', (query, text, marked) => {
  expect(shown(highlight(text, parseQuery(query)))).toBe(marked);
});

test('of a long text the part around the first match is given', () => {
  const part = highlightPart(`${'before '.repeat(100)}needle ${'after '.repeat(100)}`, parseQuery('needle x'));
  const text = shown(part);
  expect(text).toMatch(/^… before .*\[needle\] after .* …$/);
  expect(text.length).toBeLessThan(300);
});

test('the pieces together are the text, whatever it is', () => {
  assert(
    property(
      string({ unit: 'grapheme', maxLength: 400 }),
      string({ unit: 'grapheme', minLength: 1, maxLength: 4 }),
      (text, words) => {
        const query = parseQuery(words);
        expect(
          highlight(text, query)
            .map((fragment) => fragment.text)
            .join(''),
        ).toBe(text);
        for (const fragment of highlightPart(text.repeat(3), query)) {
          expect(fragment.text.isWellFormed()).toBe(text.isWellFormed());
        }
      },
    ),
    { numRuns: 100 },
  );
});
