import { readFileSync } from 'node:fs';

type Source = Readonly<Record<string, string | undefined>>;

/**
 * Reads secrets from the files that `<NAME>_FILE` variables name, as Docker and Kubernetes mount them. A line break at
 * the end of a file is removed.
 */
export function readSecretFiles(source: Source, secretNames: readonly string[]) {
  const values: Record<string, string> = {};
  const sentences: string[] = [];
  for (const name of secretNames) {
    const path = source[`${name}_FILE`];
    if (!path) continue;
    if (source[name]) sentences.push(`${name} and ${name}_FILE are both set. Set only one of them.`);
    else {
      const { value, problem } = readSecret(path);
      if (problem) sentences.push(`${name}_FILE names ${problem}; it is ${JSON.stringify(path)}.`);
      else values[name] = value;
    }
  }
  return { values, sentences };
}

function readSecret(path: string): { value: string; problem: string | null } {
  try {
    // Programs of Windows begin a text file with a byte order mark.
    const value = readFileSync(path, 'utf8')
      .replace(/^\ufeff/, '')
      .replace(/\r?\n$/, '');
    if (value.trim() === '') return { value, problem: 'an empty file' };
    if (/\p{Cc}/u.test(value)) return { value, problem: 'a file with several lines or control characters' };
    return { value, problem: null };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return { value: '', problem: `a file that cannot be read (${code})` };
  }
}
