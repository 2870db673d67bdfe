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

/** Where a line comes from. In a line of a folder, assets may name files by path. */
export type LineKind = 'API' | 'FOLDER';

export const assetFields = ['role', 'sha256', 'contentType', 'filename'] as const;
const assetFieldsOfFolder = [...assetFields, 'path'];

const roles: readonly string[] = Object.keys(assetRoles);
const expected = {
  role: `one of ${roles.join(', ')}`,
  sha256: '64 digits of lower-case hexadecimal',
  path: 'a path relative to the folder',
  filename: `text of 1 to ${manifestLimits.filenameLength} characters`,
};

/** Reads the files of a manifest line. */
export function checkAssets(value: unknown, complain: Complain, kind: LineKind): AssetReference[] {
  if (value === undefined || value === null) {
    complain('/assets', 'REQUIRED', 'Every item has files.', '[{ role: "PRIMARY", sha256 }, …]');
    return [];
  }
  const given = checkList(value, '/assets', manifestLimits.assets, complain);
  const assets: AssetReference[] = [];
  for (let index = 0; index < given.length; index += 1) {
    const asset = checkAsset(given[index], `/assets/${index}`, complain, kind);
    if (asset) assets.push(asset);
  }
  // A single file needs no numbering and cannot repeat a role.
  const isPrimaryThere = assets.length > 1 ? numberByRole(assets, complain) : assets[0]?.role === 'PRIMARY';
  const isRead = Array.isArray(value) && assets.length === value.length;
  if (!isPrimaryThere && isRead) {
    complain('/assets', 'PRIMARY_MISSING', 'There is no PRIMARY file.', 'exactly one file with the role PRIMARY');
  }
  return assets;
}

/** Numbers the files of each role. Returns whether any is PRIMARY. */
function numberByRole(assets: readonly AssetReference[], complain: Complain): boolean {
  const counts = new Map<AssetRole, number>();
  for (const asset of assets) {
    asset.ordinal = counts.get(asset.role) ?? 0;
    counts.set(asset.role, asset.ordinal + 1);
  }
  for (const [role, count] of counts) {
    if (count > 1 && !assetRoles[role].many) {
      complain('/assets', 'DUPLICATE_ROLE', `There are ${count} files in the role ${role}.`, `one ${role} file`);
    }
  }
  return counts.has('PRIMARY');
}

function checkAsset(value: unknown, pointer: string, complain: Complain, kind: LineKind): AssetReference | null {
  if (!isObject(value)) {
    complain(pointer, 'WRONG_TYPE', 'A file is an object.', '{ role, sha256 }');
    return null;
  }
  const isOfFolder = kind === 'FOLDER';
  let sound = checkFields(value, isOfFolder ? assetFieldsOfFolder : assetFields, pointer, complain);
  const { role = isOfFolder ? 'PRIMARY' : undefined, sha256, contentType = null, filename } = value;
  const path = isOfFolder ? value['path'] : undefined;
  if (path !== undefined && (typeof path !== 'string' || path === '')) {
    sound = complain(`${pointer}/path`, 'WRONG_TYPE', 'A path is text.', expected.path);
  }
  if (role === undefined) {
    sound = complain(`${pointer}/role`, 'REQUIRED', 'Every file has a role.', expected.role);
  } else if (typeof role !== 'string') {
    sound = complain(`${pointer}/role`, 'WRONG_TYPE', 'A role is text.', expected.role);
  } else if (!roles.includes(role)) {
    sound = complain(`${pointer}/role`, 'INVALID_VALUE', 'There is no such role.', expected.role);
  }
  if (sha256 === undefined && isOfFolder) {
    const message = 'A file is named by its path in the folder, or by the SHA-256 of stored bytes.';
    if (path === undefined) sound = complain(`${pointer}/path`, 'REQUIRED', message, expected.path);
  } else if (sha256 === undefined) {
    sound = complain(`${pointer}/sha256`, 'REQUIRED', 'A file is named by its SHA-256.', expected.sha256);
  } else if (typeof sha256 !== 'string') {
    sound = complain(`${pointer}/sha256`, 'WRONG_TYPE', 'A SHA-256 is text.', expected.sha256);
  } else if (!isSha256(sha256)) {
    sound = complain(`${pointer}/sha256`, 'INVALID_VALUE', 'This is no SHA-256.', expected.sha256);
  }
  if (contentType !== null && (typeof contentType !== 'string' || !isContentType(contentType))) {
    const mediaType = 'a media type such as image/jpeg, in lower case';
    sound = complain(`${pointer}/contentType`, 'INVALID_VALUE', 'Not a valid content type.', mediaType);
  }
  if (!checkFilename(filename, pointer, complain)) sound = false;
  return sound ? ({ role, ordinal: 0, sha256, contentType, filename } as AssetReference) : null;
}

function checkFilename(filename: unknown, pointer: string, complain: Complain): boolean {
  if (filename === undefined || filename === null) return true;
  const place = `${pointer}/filename`;
  if (typeof filename !== 'string') {
    return complain(place, 'WRONG_TYPE', 'A filename is text.', expected.filename);
  }
  if (filename === '' || filename.length > manifestLimits.filenameLength) {
    return complain(place, 'TOO_LONG', 'The filename is empty or too long.', expected.filename);
  }
  if (!isStorable(filename)) {
    return complain(place, 'INVALID_CHARACTER', 'This filename cannot be stored.', storable);
  }
  return true;
}
