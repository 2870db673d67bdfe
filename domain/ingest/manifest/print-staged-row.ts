import { nameColumns } from '../../text/index-items.ts';
import { nextId } from './id-sequence.ts';
import type { ResolvedItem } from './resolve-item.ts';

/** Returns the staged row for a key that the manifest removes, as JSON. */
export function printRemoval({ line, key }: { line: number; key: string }): string {
  return `{"l":${line},"k":${JSON.stringify(key)},"x":true}`;
}

/**
 * Returns the staged row for an item that equals the one in the current revision. The publish keeps its existing row.
 */
export function printUnchangedRow({ item, contentHash }: ResolvedItem): string {
  return `{"l":${item.line},"k":${JSON.stringify(item.key)},"c":${printInstant(item.createdAt)},"h":"${contentHash}"}`;
}

/** Returns the staged row for an item that is new or has changed. */
export function printRow({ item, assets, filenames, tags, annotations, contentHash }: ResolvedItem): string {
  const { line, key, type, title, metadata, createdAt } = item;
  const { words, sortTitle, sortKey } = nameColumns({ title, key, tags });
  let [byteSize, duration] = [0, null as number | null];
  let [ids, roles, ordinals] = ['', '', ''];
  for (const [index, { role, ordinal }] of item.assets.entries()) {
    const asset = assets[index]!;
    const separator = index === 0 ? '' : ',';
    byteSize += asset.byteSize;
    if (role === 'PRIMARY') duration = asset.durationSeconds;
    ids += `${separator}"${asset.id}"`;
    roles += `${separator}"${role}"`;
    ordinals += separator + String(ordinal);
  }
  // `join` creates one flat string. Concatenation creates a tree of strings, which costs the garbage collector more
  // time.
  return [
    `{"l":${line},"k":${JSON.stringify(key)},"i":"${nextId()}","t":"${type}","n":${JSON.stringify(title)}`,
    `"g":${JSON.stringify(tags)},"w":${JSON.stringify(words)},"y":${JSON.stringify(sortTitle)}`,
    `"z":${JSON.stringify(sortKey)},"c":${printInstant(createdAt)},"h":"${contentHash}","b":${byteSize},"d":${duration}`,
    `"a":[${ids}],"r":[${roles}],"o":[${ordinals}],"f":${JSON.stringify(filenames)}${printAnnotations(annotations)}`,
    `"m":${metadata}}`,
  ].join(',');
}

/** Annotations get increasing ids, because lists of annotations are sorted by id. */
function printAnnotations(annotations: ResolvedItem['annotations']): string {
  if (annotations.length === 0) return '';
  return `,"s":${JSON.stringify(annotations.map((annotation) => ({ id: nextId(), ...annotation })))}`;
}

function printInstant(instant: Date | null): string {
  return instant === null ? 'null' : `"${instant.toISOString()}"`;
}
