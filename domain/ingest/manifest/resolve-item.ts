import { hash } from 'node:crypto';
import { allowedContentTypes, contentTypeFits } from '#formats/manifest/content-type-fits.ts';
import type { Issue } from '#formats/manifest/issue-codes.ts';
import type { AnnotationContent, NamedItem } from '#formats/manifest/item-content.ts';
import { normaliseTag, normaliseTags } from '#formats/text/normalise-tags.ts';
import type { AssetFinder, KnownAsset } from './resolve-assets.ts';

// Tolerance in seconds: the duration in a container differs a little from the end of the last frame.
const durationSlackSeconds = 1;

/** An item of a manifest, with the assets of its files. */
export interface ResolvedItem {
  item: NamedItem;
  /** Files, in the order of the references in the item. */
  assets: readonly KnownAsset[];
  filenames: readonly (string | null)[];
  /** Tags in their stored form. */
  tags: string[];
  annotations: readonly AnnotationContent[];
  /**
   * SHA-256 of everything that readers see, except the time. If the manifest gives no time, the item keeps its earlier
   * time.
   */
  contentHash: string;
}

/**
 * Finds the files of an item. If files are missing or not suitable, reports an issue for each of them and returns null.
 */
export function resolveItem(item: NamedItem, find: AssetFinder, report: (issue: Issue) => void): ResolvedItem | null {
  const assets = findAssets(item, find, report);
  if (!assets) return null;
  const tags = normaliseTags(item.tags);
  const annotations = item.annotations.map((annotation) => ({ ...annotation, label: normaliseTag(annotation.label) }));
  const filenames: (string | null)[] = [];
  const files: string[] = [];
  for (const [index, { role, ordinal, sha256, filename }] of item.assets.entries()) {
    const asset = assets[index]!;
    const name = filename === undefined ? asset.filename : filename;
    filenames.push(name);
    files.push(JSON.stringify([role, ordinal, sha256, asset.contentType, name]));
  }
  const content = JSON.stringify([item.type, item.title, tags, files.sort(), annotations]) + item.metadata;
  return { item, assets, filenames, tags, annotations, contentHash: hash('sha256', content) };
}

function findAssets(item: NamedItem, find: AssetFinder, report: (issue: Issue) => void): KnownAsset[] | null {
  const { line, key, type } = item;
  const found: KnownAsset[] = [];
  for (const [index, reference] of item.assets.entries()) {
    const asset = find(reference);
    const pointer = `/assets/${index}`;
    if (!asset) {
      const expected = 'the SHA-256 of a file that was uploaded and verified';
      const message = `No verified file has the SHA-256 ${reference.sha256.slice(0, 12)}…${reference.contentType ? ` and the type ${reference.contentType}` : ''}.`;
      report({ line, key, pointer: `${pointer}/sha256`, code: 'ASSET_MISSING', message, expected });
    } else if (!contentTypeFits(asset.contentType, type, reference.role)) {
      const expected = `one of ${allowedContentTypes(type, reference.role).join(', ')}`;
      const message = `A file of type ${asset.contentType} cannot have the role ${reference.role} in an item of type ${type}.`;
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
    const expected = `at most ${durationSeconds} seconds`;
    report({
      line,
      key,
      pointer,
      code: 'OUT_OF_RANGE',
      message: 'The time range ends after the end of the file.',
      expected,
    });
  }
  return within;
}
