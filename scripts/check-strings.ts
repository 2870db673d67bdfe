import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findLiterals } from './find-literals.ts';

/**
 * Checks that the UI strings of the viewer are in the `strings.ts` of their room. JSX must have no text, and other code
 * no literal labels, messages or phrases. A room may use only its own strings, because it would load those of other
 * rooms too, and must use all of them. The gallery is not checked, because it has no users.
 */
const sources = execFileSync('git', ['ls-files', 'client'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.tsx?$/.test(file) && !/\/gql\/|\/gallery\/|\.test\./.test(file));
const isStrings = (file: string) => file.endsWith('/strings.ts');
const roomOf = (file: string) => file.split('/').slice(0, 2).join('/');

const faults = [
  ...sources.filter((file) => !isStrings(file)).flatMap(misplacedIn),
  ...sources.flatMap(borrowedIn),
  ...sources.filter(isStrings).flatMap(unusedIn),
];
for (const fault of faults) console.log(fault);
process.exit(faults.length === 0 ? 0 : 1);

function misplacedIn(file: string): string[] {
  return findLiterals(file)
    .filter(({ text, isRead }) => (isRead ? /\p{L}{2}/u.test(text) : isPhrase(text)))
    .map(({ line, text }) => `${file}:${line}: put this into ${roomOf(file)}/strings.ts: ${text.slice(0, 100)}`);
}

/** Returns whether a string has several words. Selectors, options and program code do not count. */
function isPhrase(text: string): boolean {
  const isCode = /[(){}=$]|^-|^noreferrer/.test(text) || /^[a-z]+(?:, [a-z]+)*$/.test(text);
  return !isCode && /\p{L}{2}\p{P}? \p{L}{2}/u.test(text);
}

function borrowedIn(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/from '(\.[./\w-]*\/strings\.ts)'/g)]
    .map(([, path = '']) => join(dirname(file), path))
    .filter((path) => path !== `${roomOf(file)}/strings.ts`)
    .map((path) => `${file}: imports ${path}. A room uses only its own words.`);
}

function unusedIn(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const names = [...text.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name = '']) => name);
  const users = sources.filter((other) => roomOf(other) === roomOf(file) && other !== file);
  const used = users.map((other) => readFileSync(other, 'utf8')).join('\n');
  return names
    .filter((name) => !new RegExp(`\\bstrings\\.${name}\\b`).test(used))
    .filter((name) => text.split(new RegExp(`\\b${name}\\b`)).length <= 2)
    .map((name) => `${file}: ${name} is not used.`);
}
