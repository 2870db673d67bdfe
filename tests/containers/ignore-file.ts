/** Returns whether a .dockerignore file excludes a path of the build context. The last pattern that matches decides. */
export function readIgnoreFile(source: string): (path: string) => boolean {
  const rules = source
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ excludes: !line.startsWith('!'), pattern: patternOf(line.replace(/^!/, '')) }));
  return (path) => rules.findLast(({ pattern }) => pattern.test(path))?.excludes ?? false;
}

/** Converts a pattern of .dockerignore. It starts at the root of the context and includes the content of a folder. */
function patternOf(pattern: string): RegExp {
  const source = pattern
    .replace(/^\/|\/$/g, '')
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*|\?/g, (wildcard) => {
      if (wildcard === '**/') return '(?:.*/)?';
      if (wildcard === '**') return '.*';
      return wildcard === '*' ? '[^/]*' : '[^/]';
    });
  return new RegExp(`^${source}(?:/|$)`);
}
