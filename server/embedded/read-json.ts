import { readFileSync } from 'node:fs';
import { StartRefused } from '../start-refused.ts';

/** Reads a file of DATA_DIR. If it is damaged, the error tells the operator what to do. */
export function readJson(file: string, remedy: string): unknown {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof content === 'object' && content !== null) return content;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new StartRefused(`${file} is damaged. Restore it from a backup, or ${remedy}.`);
}
