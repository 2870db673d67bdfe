import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Checks that comments are in plain words: no phrase that a reader with English as a second language has to read twice, no
 * sentence over 25 words. Prints each place with what to write instead.
 */

/** Folders whose comments are held to this. */
const folders: readonly string[] = [
  'bench',
  'bin',
  'client',
  'database',
  'domain',
  'formats',
  'prisma',
  'samples',
  'schema',
  'scripts',
  'sdk',
  'server',
  'system',
  'tests',
];

const longestSentence = 25;

interface Rule {
  pattern: RegExp;
  instead: string;
}

const rules: readonly Rule[] = [
  { pattern: /\banswers? (?:how|whether|which|the|a|an|what|null|undefined|nothing)\b/i, instead: '“returns …”' },
  { pattern: /\bso many\b/i, instead: 'the number, as in “at most N”' },
  { pattern: /\b(?:is|are) no (?!longer\b)/i, instead: '“is not a …”' },
  { pattern: /\b(?:is|are) told\b/i, instead: 'the actor and a verb, as in “the caller gets an error”' },
  { pattern: /\bwho asks\b|\bwhoever\b/i, instead: 'the caller, client, worker or user' },
  { pattern: /\bwhat is there\b/i, instead: 'the thing, by its name' },
  { pattern: /\bas (?:it is|they are)(?=[.,:]|$)/i, instead: '“unchanged”, or the thing, by its name' },
  { pattern: /\bof (?:one's|one’s|its|their|his) own\b/i, instead: '“its own …” or “a separate …”' },
  { pattern: /\bshall\b/i, instead: '“must” or “will”' },
  { pattern: /;/, instead: 'two sentences' },
];

/** The rule for comments that editors show beside a name. */
const docstringRule: Rule = {
  pattern: /^(?:what|who|it|of|in|on|at|by|for|with|from|to|as|under|beside|between|without)\b/i,
  instead: 'a verb in the third person (functions) or a noun (values) at the start',
};

interface Comment {
  line: number;
  isDocstring: boolean;
  text: string;
}

const files = execFileSync('git', ['ls-files', ...folders], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.(?:ts|tsx|css|js)$/.test(file) && !file.includes('/gql/'));
const faults = folders.length > 0 ? files.flatMap(faultsOf) : [];
for (const fault of faults) console.log(fault);
process.exit(faults.length === 0 ? 0 : 1);

function faultsOf(file: string): string[] {
  return commentsIn(readFileSync(file, 'utf8')).flatMap(({ line, isDocstring, text }) => {
    const plain = text.replaceAll(/`[^`]*`|“[^”]*”|https?:\S+/g, 'X');
    const phrases = [...rules, ...(isDocstring ? [docstringRule] : [])]
      .filter(({ pattern }) => pattern.test(plain))
      .map(({ instead }) => `write ${instead}`);
    const isLong = plain.split(/(?<=[.!?:])\s+/).some((sentence) => sentence.split(/\s+/).length > longestSentence);
    const complaints = isLong ? [...phrases, `write sentences of at most ${longestSentence} words`] : phrases;
    return complaints.map((complaint) => `${file}:${line}: ${complaint}: ${text.slice(0, 100)}`);
  });
}

/** The comments that begin a line, each without its marks. Lines of `//` that follow one another are one comment. */
function commentsIn(source: string): Comment[] {
  const found: Comment[] = [];
  for (const match of source.matchAll(/^[ \t]*(?:\/\*\*?([\s\S]*?)\*\/|((?:[ \t]*\/\/[^\n]*\n)+))/gm)) {
    const text = (match[1] ?? match[2] ?? '').replaceAll(/\s*\n\s*(?:\*|\/\/)?\s?/g, ' ').replace(/^\s*\/\/\s*/, '');
    const lead = match[0].length - match[0].trimStart().length;
    const line = source.slice(0, match.index + lead).split('\n').length;
    if (!/^\s*(?:biome-ignore|oxlint-|eslint-|@ts-|@vitest-|c8 )/.test(text))
      found.push({ line, isDocstring: match[1] !== undefined, text: text.trim() });
  }
  return found;
}
