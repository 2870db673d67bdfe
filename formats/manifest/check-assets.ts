import { isContentType } from '../content-type.ts';
import { isObject } from '../is-object.ts';
import { isSha256 } from '../sha256.ts';
import { storable } from './check-json-value.ts';
import { checkList } from './check-list.ts';
import { isStorable } from './check-text.ts';
import { type Complain, checkFields } from './complain.ts';
import type { AssetReference } from './item-content.ts';
import { manifestLimits } from './manifest-limits.ts';
import { type AssetRole, assetRoles } from './names.ts';

/** Source of a line. In a line of a folder, assets can refer to files by path. */
export type LineKind = 'API' | 'FOLDER';

export const assetFields = ['role', 'sha256', 'contentType', 'filename'] as const;
const assetFieldsOfFolder = [...assetFields, 'path'];

const roles: readonly string[] = Object.keys(assetRoles);
const expected = {
  role: `one of ${roles.join(', ')}`,
  sha256: '64 lower-case hexadecimal digits',
  path: 'a path relative to the folder',
  filename: `a string of 1 to ${manifestLimits.filenameLength} characters`,
};

/** Checks the files of a manifest line, and returns references to them. */
export function checkAssets(value: unknown, complain: Complain, kind: LineKind): AssetReference[] {
  if (value === undefined || value === null) {
    complain(
      '/assets',
      'REQUIRED',
      '`assets` is required: each item needs at least one file.',
      '[{ role: "PRIMARY", sha256 }, …]',
    );
    return [];
  }
  const given = checkList(value, '/assets', manifestLimits.assets, complain);
  const assets: AssetReference[] = [];
  for (let index = 0; index < given.length; index += 1) {
    const asset = checkAsset(given[index], `/assets/${index}`, complain, kind);
    if (asset) assets.push(asset);
  }
  // If there is only one file, it need not be numbered, and no role can occur twice.
  const isPrimaryThere = assets.length > 1 ? numberByRole(assets, complain) : assets[0]?.role === 'PRIMARY';
  const isRead = Array.isArray(value) && assets.length === value.length;
  if (!isPrimaryThere && isRead) {
    complain(
      '/assets',
      'PRIMARY_MISSING',
      'The item has no file with the role PRIMARY.',
      'exactly one file with the role PRIMARY',
    );
  }
  return assets;
}

/** Numbers the files of each role. Returns whether one of them is PRIMARY. */
function numberByRole(assets: readonly AssetReference[], complain: Complain): boolean {
  const counts = new Map<AssetRole, number>();
  for (const asset of assets) {
    asset.ordinal = counts.get(asset.role) ?? 0;
    counts.set(asset.role, asset.ordinal + 1);
  }
  for (const [role, count] of counts) {
    if (count > 1 && !assetRoles[role].many) {
      complain('/assets', 'DUPLICATE_ROLE', `The item has ${count} files with the role ${role}.`, `one ${role} file`);
    }
  }
  return counts.has('PRIMARY');
}

function checkAsset(value: unknown, pointer: string, complain: Complain, kind: LineKind): AssetReference | null {
  if (!isObject(value)) {
    complain(pointer, 'WRONG_TYPE', 'The file must be a JSON object.', '{ role, sha256 }');
    return null;
  }
  const isOfFolder = kind === 'FOLDER';
  let sound = checkFields(value, isOfFolder ? assetFieldsOfFolder : assetFields, pointer, complain);
  const { role = isOfFolder ? 'PRIMARY' : undefined, sha256, contentType = null, filename } = value;
  const path = isOfFolder ? value['path'] : undefined;
  if (path !== undefined && (typeof path !== 'string' || path === '')) {
    sound = complain(`${pointer}/path`, 'WRONG_TYPE', '`path` must be a non-empty string.', expected.path);
  }
  if (role === undefined) {
    sound = complain(`${pointer}/role`, 'REQUIRED', '`role` is required.', expected.role);
  } else if (typeof role !== 'string') {
    sound = complain(`${pointer}/role`, 'WRONG_TYPE', '`role` must be a string.', expected.role);
  } else if (!roles.includes(role)) {
    sound = complain(`${pointer}/role`, 'INVALID_VALUE', 'This role is unknown.', expected.role);
  }
  if (sha256 === undefined && isOfFolder) {
    const message = 'The file needs a `path` in the folder, or the `sha256` of a stored file.';
    if (path === undefined) sound = complain(`${pointer}/path`, 'REQUIRED', message, expected.path);
  } else if (sha256 === undefined) {
    sound = complain(`${pointer}/sha256`, 'REQUIRED', '`sha256` is required.', expected.sha256);
  } else if (typeof sha256 !== 'string') {
    sound = complain(`${pointer}/sha256`, 'WRONG_TYPE', '`sha256` must be a string.', expected.sha256);
  } else if (!isSha256(sha256)) {
    sound = complain(`${pointer}/sha256`, 'INVALID_VALUE', '`sha256` is not a valid SHA-256.', expected.sha256);
  }
  if (contentType !== null && (typeof contentType !== 'string' || !isContentType(contentType))) {
    const mediaType = 'a media type such as image/jpeg, in lower case';
    sound = complain(`${pointer}/contentType`, 'INVALID_VALUE', '`contentType` is not a valid media type.', mediaType);
  }
  if (!checkFilename(filename, pointer, complain)) sound = false;
  return sound ? ({ role, ordinal: 0, sha256, contentType, filename } as AssetReference) : null;
}

function checkFilename(filename: unknown, pointer: string, complain: Complain): boolean {
  if (filename === undefined || filename === null) return true;
  const place = `${pointer}/filename`;
  if (typeof filename !== 'string') {
    return complain(place, 'WRONG_TYPE', '`filename` must be a string.', expected.filename);
  }
  if (filename === '' || filename.length > manifestLimits.filenameLength) {
    return complain(place, 'TOO_LONG', '`filename` is empty or too long.', expected.filename);
  }
  if (!isStorable(filename)) {
    return complain(place, 'INVALID_CHARACTER', '`filename` contains characters that cannot be stored.', storable);
  }
  return true;
}
