import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findLiterals } from './find-literals.ts';

/**
 * Checks that the words of the viewer stand in the `strings.ts` of their room: no text in JSX, no literal label or
 * message, no other literal that looks like a phrase. A room uses only its own words, because the words of other rooms
 * would be loaded with it, and it uses all of them. The gallery has no users, so its words are free.
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

/** Returns whether a string has words with spaces between them. Selectors, options and programs are not phrases. */
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
