/** Name of the manifest file, which must be directly in the published folder. */
export const manifestName = 'manifest.ndjson';

/**
 * Pattern of names that a user may have chosen for a manifest by mistake. It has the same meaning in JavaScript and
 * Python. Case is ignored.
 */
export const nearManifestName = '^manifest[.](ndjson|jsonl|ldjson|json)([.](gz|bz2|xz|zst|zip|txt))?$';
const near = new RegExp(nearManifestName, 'i');

/**
 * Returns a warning if the name of a file in the top folder is similar to that of a manifest. Returns null for other
 * files.
 */
export function warnOfManifestName(path: string): string | null {
  if (path === manifestName || !near.test(path)) return null;
  return `${JSON.stringify(path)} is published as a file. To be read as the manifest, it must be named ${manifestName} and contain one JSON object per line.`;
}
