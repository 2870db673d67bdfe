import { readFileSync } from 'node:fs';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { unapprovedBreaks, undatedDeprecations, unfoundedApprovals } from '../../scripts/compatibility.ts';

const contract = 'schema/schema.graphql';

test('the contract is what the strictest public rules ask for', async () => {
  const eslint = new ESLint({ overrideConfigFile: 'eslint.config.js' });
  const [{ errorCount, warningCount, messages } = { errorCount: 1, warningCount: 0, messages: [] }] =
    await eslint.lintFiles([contract]);
  const { rules } = (await eslint.calculateConfigForFile(contract)) as { rules: Record<string, [number]> };
  const active = Object.values(rules).filter(([severity]) => severity === 2).length;
  console.log(`graphql-eslint: ${errorCount} errors, ${warningCount} warnings by ${active} rules`);
  expect(messages.map(({ ruleId, line, message }) => `${line} ${ruleId}: ${message}`)).toEqual([]);
  expect(errorCount).toBe(0);
  expect(active).toBeGreaterThan(25);
});

const before = 'type Query { "Old." old(size: Int): String, kept: String }';

test('what breaks clients needs an approval, with its reason and date', async () => {
  const after = 'type Query { kept: String! }';
  expect(await unapprovedBreaks(before, after, [])).toEqual(["Field 'old' was removed from object type 'Query'"]);
  const approval = {
    change: "Field 'old' was removed from object type 'Query'",
    reason: 'Nobody asks.',
    date: '2026-11-24',
  };
  expect(await unapprovedBreaks(before, after, [approval])).toEqual([]);
  expect(unfoundedApprovals([approval])).toEqual([]);
  expect(unfoundedApprovals([{ ...approval, reason: ' ' }])).toHaveLength(1);
  expect(unfoundedApprovals([{ ...approval, date: 'soon' }])).toHaveLength(1);
});

test.each([
  ['"Use `kept`. Removed after 2027-06-01."', []],
  ['"Use `kept`."', ['Query.old']],
  ['"Removed after 2027-06-01."', ['Query.old']],
  ['"Use `kept`. Removed after 2027-13-01."', ['Query.old']],
])('a deprecation with the reason %s', (reason, undated) => {
  expect(undatedDeprecations(`type Query { old: String @deprecated(reason: ${reason}), kept: String }`)).toEqual(
    undated,
  );
});

test('arguments, input fields and enum values are deprecated with a reason and a date as well', () => {
  const sdl = `type Query { kept(size: Int @deprecated): String } input Some { size: Int @deprecated } enum Kind { OLD @deprecated NEW }`;
  expect(undatedDeprecations(sdl)).toEqual(['Query.kept.size', 'Some.size', 'Kind.OLD']);
  expect(undatedDeprecations(readFileSync(contract, 'utf8'))).toEqual([]);
});
