import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A list of values in the sources: an enum of Prisma, a union of strings, or the list that a union is made of. */
export interface Declaration {
  /** Its name and its file. */
  label: string;
  /** The value that was added to it. No other list has it. */
  value: string;
}

/** `type Role = 'OWNER' | …`, also with a comment before each value. */
const union = /^(?:export )?type (\w+) =((?:\s+(?:\/\*\*(?:[^*]|\*(?!\/))*\*\/\s+)?(?:\| )?'[^'\n]+')+);/gm;
/** `export const Role = { OWNER: 'OWNER', …`, as Prisma writes enums. */
const prismaEnum = /^export const (\w+) = \{\n(?= {2}\w+: ')/gm;
/** `const itemTypes = ['IMAGE', …] as const` and `const assetRoles = { PRIMARY: …, … } as const`. */
const list = /^(?:export )?const (\w+) = \[((?:\s*'[^'\n]+',?)+)\s*\] as const/gm;
const record = /^(?:export )?const (\w+) = \{((?:\n {2}\w+: \{[^\n]*\},)+)\n\} as const;/gm;

const prismaEnums = 'prisma/client/enums.ts';

/** Adds a value to each list of values that the files declare. Returns the lists in the order of the files. */
export function addValues(folder: string, files: readonly string[]): Declaration[] {
  const declarations: Declaration[] = [];
  for (const file of files) {
    if (file.startsWith('prisma/client/') && file !== prismaEnums) continue;
    const before = readFileSync(join(folder, file), 'utf8');
    const declare = (name: string) => {
      const value = `ADDED_${declarations.length + 1}`;
      declarations.push({ label: `${name} of ${file}`, value });
      return value;
    };
    const ifUsedAs = (type: string, name: string, found: string, extended: (value: string) => string) =>
      before.includes(type) ? extended(declare(name)) : found;
    const after =
      file === prismaEnums
        ? before.replace(prismaEnum, (found, name: string) => {
            const value = declare(name);
            return `${found}  ${value}: '${value}',\n`;
          })
        : before
            .replace(union, (found, name: string) => `${found.slice(0, -1)} | '${declare(name)}';`)
            .replace(list, (found, name: string) =>
              ifUsedAs(`(typeof ${name})[number]`, name, found, (value) =>
                found.replace(/,?\s*\] as const$/, `, '${value}'] as const`),
              ),
            )
            .replace(record, (found, name: string, members: string) =>
              ifUsedAs(`keyof typeof ${name};`, name, found, (value) => {
                const member = members.slice(members.lastIndexOf('\n')).replace(/\w+/, value);
                return found.replace('\n} as const;', `${member}\n} as const;`);
              }),
            );
    if (after !== before) writeFileSync(join(folder, file), after);
  }
  return declarations;
}
