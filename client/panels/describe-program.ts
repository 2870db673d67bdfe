import * as strings from './strings.ts';

const browsers: readonly [RegExp, string][] = [
  [/\bEdg\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\bFirefox\/(\d+)/, 'Firefox'],
  [/\b(?:Headless)?Chrome\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)[.\d]* (?:Mobile\/\S+ )?Safari\//, 'Safari'],
];

const systems: readonly [RegExp, string][] = [
  [/Windows/, 'Windows'],
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/**
 * Returns a short name for a user agent, such as "Firefox 140 on Linux". For other programs, returns the first word of
 * the user agent.
 */
export function describeProgram(userAgent: string | null | undefined): string {
  if (!userAgent) return strings.unknownProgram;
  for (const [pattern, name] of browsers) {
    const version = pattern.exec(userAgent)?.[1];
    if (version === undefined) continue;
    const system = systems.find(([mark]) => mark.test(userAgent))?.[1];
    const program = `${name} ${version}`;
    return system ? strings.programOn(program, system) : program;
  }
  return userAgent.split(' ')[0] ?? userAgent;
}
