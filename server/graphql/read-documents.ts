import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from '../start-refused.ts';

/** Documents by the SHA-256 of their text. */
export type Documents = ReadonlyMap<string, string>;

/** Error for a file of documents that cannot be used. */
export class BadDocuments extends StartRefused {
  constructor(problem: string, options?: ErrorOptions) {
    super(`${problem} Correct the file, or remove it from PERSISTED_DOCUMENTS_DIR.`, options);
  }
}

/**
 * Reads files of documents, as graphql-codegen writes them: `{ "sha256:…": "query …" }`. A file that does not exist
 * counts as empty.
 */
export function readDocuments(files: readonly string[]): Documents {
  return new Map(files.filter((file) => existsSync(file)).flatMap(read));
}

/** Returns the files of documents in a folder. */
export function documentFilesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name))
    .sort();
}

function read(file: string): [string, string][] {
  return Object.entries(parse(file)).map(([key, text]) => {
    const hash = hashOf(key);
    if (typeof text !== 'string' || createHash('sha256').update(text).digest('hex') !== hash) {
      throw new BadDocuments(`${file}: ${key} is not the SHA-256 of its document.`);
    }
    return [hash, text];
  });
}

function parse(file: string): object {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof content === 'object' && content !== null) return content;
  } catch (error) {
    throw new BadDocuments(`${file} cannot be read as JSON.`, { cause: error });
  }
  throw new BadDocuments(`${file} holds no documents by their hashes.`);
}

/** Returns a hash without the prefix that names its algorithm. */
export function hashOf(key: string): string {
  return key.replace(/^sha256:/, '').toLowerCase();
}
