import type { ErrorObject } from 'ajv/dist/2020.js';

/** Fault of a JSON Schema: its JSON pointer, and a message with advice. */
export interface SchemaProblem {
  pointer: string;
  message: string;
}

/**
 * Returns the problem for an error that the validator threw for a schema. `found` contains the errors of the schema
 * against the JSON Schema dialect.
 */
export function describeSchemaProblem(error: unknown, found: readonly ErrorObject[] | null | undefined): SchemaProblem {
  const [first] = found ?? [];
  if (first) return { pointer: first.instancePath, message: `${nameOf(first.instancePath)} ${rule(first)}.` };
  const message = error instanceof Error ? error.message : String(error);
  return { pointer: '', message: describe(message) };
}

function nameOf(pointer: string): string {
  return pointer === '' ? 'The schema' : `\`${pointer.slice(1).replaceAll('/', '.')}\``;
}

function rule({ keyword, params, message = 'does not fit its dialect' }: ErrorObject): string {
  const { allowedValues, type } = params as { allowedValues?: unknown[]; type?: string | string[] };
  if (keyword === 'enum' && allowedValues) return `must be one of ${allowedValues.map(String).join(', ')}`;
  if (keyword === 'type' && type) return `must be of type ${[type].flat().join(' or ')}`;
  return message;
}

const explanations: readonly [pattern: RegExp, write: (...groups: string[]) => string][] = [
  [
    /^can't resolve reference (.+) from id /,
    (reference) => `The schema refers to ${reference}, which it does not contain. Add it to \`$defs\`.`,
  ],
  [/unknown keyword: (".+")/, (keyword) => `${keyword} is not a keyword of JSON Schema. Correct or remove it.`],
  [/^unknown format (".+?")/, (format) => `${format} is not a known format. Remove it, or write a pattern.`],
  [
    /^Invalid regular expression: (.+)$/s,
    (problem) => `A pattern is not a valid regular expression: ${problem}. Correct it.`,
  ],
];

function describe(message: string): string {
  for (const [pattern, write] of explanations) {
    const match = pattern.exec(message);
    if (match) return write(...match.slice(1));
  }
  return `The schema cannot be used: ${message.replace(/^strict mode: /, '')}. Correct it.`;
}
