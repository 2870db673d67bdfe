/** A line of a manifest, in the form of the model. */
export interface Line {
  key: string;
  /** Whether the line removes the key. If so, its other fields are ignored. */
  remove: boolean;
  title: string;
  tags: string[];
  /** Number of an existing file. Any other number is a file that does not exist. */
  file: number;
}

export type Mode = 'REPLACE' | 'APPEND';

export interface ModelItem {
  key: string;
  position: number;
  title: string;
  tags: string[];
  file: number;
  since: number;
}

export const filesThatExist = 2;

/** Returns the number of issues of a manifest. */
export function issuesOf(mode: Mode, lines: readonly Line[], allowEmpty: boolean): number {
  const sound = lines.filter((line) => isSound(mode, line));
  const unsound = lines.length - sound.length;
  if (lines.length === 0) return allowEmpty ? 0 : 1;
  return unsound + sound.length - new Set(sound.map(({ key }) => key)).size;
}

function isSound(mode: Mode, { remove, file }: Line): boolean {
  return remove ? mode === 'APPEND' : file < filesThatExist;
}

/** Model of one dataset: its revisions, each as the plain list of its items. The real dataset is compared with it. */
export class DatasetModel {
  /** Items by revision number. Revision 0 does not exist and is empty. */
  readonly revisions: ModelItem[][] = [[]];
  #lastPosition = 0;

  get revision(): number {
    return this.revisions.length - 1;
  }

  /** Returns a manifest that would change nothing. */
  lines(): Line[] {
    return (this.revisions.at(-1) ?? []).map(({ key, title, tags, file }) => ({
      key,
      remove: false,
      title,
      tags,
      file,
    }));
  }

  /** Publishes a valid manifest. Returns the revision, and whether the publish was a noop. */
  publish(mode: Mode, lines: readonly Line[]): { revision: number; noop: boolean } {
    const next = this.#after(mode, lines);
    if (next === null) return { revision: this.revision, noop: true };
    this.revisions.push(next);
    return { revision: this.revision, noop: false };
  }

  #after(mode: Mode, lines: readonly Line[]): ModelItem[] | null {
    const number = this.revision + 1;
    const current = this.revisions.at(-1) ?? [];
    const said = new Map(lines.map((line) => [line.key, line]));
    const kept = current.flatMap((item): ModelItem[] => {
      const line = said.get(item.key);
      if (line?.remove || (!line && mode === 'REPLACE')) return [];
      if (!line || isSame(item, line)) return [item];
      return [{ ...itemOf(line), position: item.position, since: number }];
    });
    const had = new Set(current.map(({ key }) => key));
    const added = lines
      .filter(({ key, remove }) => !remove && !had.has(key))
      .map((line) => ({ ...itemOf(line), position: (this.#lastPosition += 1), since: number }));
    const changed = kept.some(({ since }) => since === number) || kept.length !== current.length || added.length > 0;
    return changed || this.revision === 0 ? [...kept, ...added] : null;
  }
}

function isSame(item: ModelItem, line: Line): boolean {
  return item.title === line.title && item.tags.join() === line.tags.join() && item.file === line.file;
}

function itemOf({ key, title, tags, file }: Line): Omit<ModelItem, 'position' | 'since'> {
  return { key, title, tags, file };
}
