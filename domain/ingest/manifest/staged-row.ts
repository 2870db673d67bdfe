import { hash } from 'node:crypto';
import { allowedContentTypes, contentTypeFits } from '#formats/manifest/content-type-fits.ts';
import type { Issue } from '#formats/manifest/issue-codes.ts';
import type { ItemContent, NamedItem } from '#formats/manifest/item-content.ts';
import { normaliseTag, normaliseTags } from '#formats/text/normalise-tags.ts';
import { nameColumns } from '../../text/index-items.ts';
import { nextId } from './id-sequence.ts';
import type { AssetFinder, KnownAsset } from './resolve-assets.ts';

// A container says a little more or less than its last frame.
const durationSlackSeconds = 1;

/**
 * A sound line with the files it refers to, as the JSON of one row of the stage; null, and an issue for each, where a
 * file is not there or does not fit.
 */
export function stagedRow(item: ItemContent, find: AssetFinder, report: (issue: Issue) => void): string | null {
  if (item.remove) return `{"l":${item.line},"k":${JSON.stringify(item.key)},"x":true}`;
  const assets = findAssets(item, find, report);
  if (!assets) return null;
  const { line, key, type, title, metadata, createdAt } = item;
  const tags = normaliseTags(item.tags);
  const annotations = item.annotations.map((annotation) => ({ ...annotation, label: normaliseTag(annotation.label) }));
  const filenames = item.assets.map(({ filename }, index) =>
    filename === undefined ? assets[index]!.filename : filename,
  );
  // What readers get, however it was said. Without the time, as an item of which none is said keeps the one it has.
  const files = item.assets.map(({ role, ordinal, sha256 }, index) =>
    JSON.stringify([role, ordinal, sha256, assets[index]!.contentType, filenames[index]]),
  );
  const contentHash = hash('sha256', JSON.stringify([type, title, tags, files.sort(), annotations]) + metadata);
  let byteSize = 0;
  for (const asset of assets) byteSize += asset.byteSize;
  const duration = assets[item.assets.findIndex(({ role }) => role === 'PRIMARY')]!.durationSeconds;
  const { words, sortTitle, sortKey } = nameColumns({ title, key, tags });
  const rest = JSON.stringify({
    l: line,
    k: key,
    i: nextId(),
    t: type,
    n: title,
    g: tags,
    w: words,
    y: sortTitle,
    z: sortKey,
    c: createdAt,
    h: contentHash,
    b: byteSize,
    d: duration,
    a: assets.map(({ id }) => id),
    r: item.assets.map(({ role }) => role),
    o: item.assets.map(({ ordinal }) => ordinal),
    f: filenames,
    // Ids in the order given: lists are in the order of ids.
    ...(annotations.length > 0 && { s: annotations.map((annotation) => ({ id: nextId(), ...annotation })) }),
  });
  return `${rest.slice(0, -1)},"m":${metadata}}`;
}

function findAssets(item: NamedItem, find: AssetFinder, report: (issue: Issue) => void): KnownAsset[] | null {
  const { line, key, type } = item;
  const found: KnownAsset[] = [];
  for (const [index, reference] of item.assets.entries()) {
    const asset = find(reference);
    const pointer = `/assets/${index}`;
    if (!asset) {
      const expected = 'the SHA-256 of a file that was uploaded and verified';
      const message = `There is no verified file ${reference.sha256.slice(0, 12)}…${reference.contentType ? ` of type ${reference.contentType}` : ''}.`;
      report({ line, key, pointer: `${pointer}/sha256`, code: 'ASSET_MISSING', message, expected });
    } else if (!contentTypeFits(asset.contentType, type, reference.role)) {
      const expected = `one of ${allowedContentTypes(type, reference.role).join(', ')}`;
      const message = `A file of type ${asset.contentType} cannot be the ${reference.role} of an item of type ${type}.`;
      report({ line, key, pointer, code: 'CONTENT_TYPE_MISMATCH', message, expected });
    } else found.push(asset);
  }
  const primary = found[item.assets.findIndex(({ role }) => role === 'PRIMARY')];
  if (found.length < item.assets.length || !primary) return null;
  return staysWithin(item, primary.durationSeconds, report) ? found : null;
}

function staysWithin(item: NamedItem, durationSeconds: number | null, report: (issue: Issue) => void): boolean {
  if (durationSeconds === null) return true;
  const { line, key } = item;
  let within = true;
  for (const [index, { kind, geometry }] of item.annotations.entries()) {
    if (kind !== 'TIME_RANGE' || Number(geometry['endSeconds']) <= durationSeconds + durationSlackSeconds) continue;
    within = false;
    const pointer = `/annotations/${index}/geometry/endSeconds`;
    const expected = `at most ${durationSeconds}`;
    report({ line, key, pointer, code: 'OUT_OF_RANGE', message: 'The range ends after the file does.', expected });
  }
  return within;
}
