import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Errors that say what a list lacks: a property of a record, a case of a switch, a value that another type does not
 * have. Others follow from these.
 */
const direct = /error TS(1360|2322|2339|2345|2739|2740|2741|7053):/;
const topLevel = /^(?:export )?(?:async )?(?:function\*?|const|class|interface|type) (\w+)/;

/** Returns the places that the errors of the compiler name for an added value: the file and the declaration in it. */
export function placesOf(errors: readonly string[], value: string, folder: string): string[] {
  const named = errors.filter((error) => direct.test(error) && new RegExp(`\\b${value}\\b`).test(error));
  return [
    ...new Set(
      named.filter((error) => !isOfPothos(error) && !isOfPrisma(error)).map((error) => placeOf(error, folder)),
    ),
  ].toSorted();
}

/** Takes the output of the compiler apart. An error may go on over several lines. */
export function errorsOf(output: string): string[] {
  return output.split(/\n(?=\S.*\(\d+,\d+\): error)/);
}

/** Types of fields follow from the values of an enum of the schema, which is a place already. */
function isOfPothos(error: string): boolean {
  return /^\S*\bschema\/\S+: error TS2[0-9]+/.test(error) && !/error TS(2739|2740|2741)/.test(error);
}

/**
 * Types of rows follow from the enums of the database. Whether the compiler names the value there changes from run to
 * run.
 */
function isOfPrisma(error: string): boolean {
  return /Unchecked(Create|Update)Input/.test(error);
}

function placeOf(error: string, folder: string): string {
  const [, path = '', line = ''] = /([^(\s]+)\((\d+),/.exec(error) ?? [];
  const file = path.slice(path.indexOf(folder) + folder.length).replace(/^\//, '');
  const before = readFileSync(join(folder, file), 'utf8').split('\n').slice(0, Number(line));
  const name = before.findLast((text) => topLevel.test(text));
  return `${file} ${topLevel.exec(name ?? '')?.[1] ?? ''}`.trim();
}
