import { type Command, InvalidArgumentError } from 'commander';
import { itemTypes } from '#formats/manifest/names.ts';
import type { FolderOptions } from '../folder/reading.ts';

export interface FolderFlags {
  pairing: boolean;
  include?: string[];
  exclude?: string[];
  type?: NonNullable<FolderOptions['types']>[number][];
  strict?: boolean;
  allowEmpty?: boolean;
}

/** Adds the options for reading a folder to a command. */
export function addFolderFlags(command: Command): Command {
  return command
    .option('--include <pattern>', 'publish only files that match, as in a .gitignore; may be repeated', collect)
    .option('--exclude <pattern>', 'leave out files that match; may be repeated', collect)
    .option('--type <pattern=TYPE>', 'item type of the files that match; may be repeated', collectTypes)
    .option('--no-pairing', 'publish each file as a separate item')
    .option('--allow-empty', 'accept a manifest without items')
    .option('--strict', 'fail, instead of warning, if the content of a file does not match its name');
}

/** Converts the flags of a command to options of the SDK. */
export function folderOptions({ pairing, include, exclude, type, strict, allowEmpty }: FolderFlags): FolderOptions {
  return { pairing, include, exclude, types: type, strict, allowEmpty };
}

function collect(value: string, earlier: string[] = []): string[] {
  return [...earlier, value];
}

function collectTypes(value: string, earlier: NonNullable<FolderFlags['type']> = []) {
  const at = value.lastIndexOf('=');
  const [pattern, name] = [value.slice(0, at), value.slice(at + 1).toUpperCase()];
  const type = itemTypes.find((each) => each === name);
  if (at < 1 || !type) {
    throw new InvalidArgumentError(`Use the form '*.dat=TEXT', with one of ${itemTypes.join(', ')}.`);
  }
  return [...earlier, { pattern, type }];
}
