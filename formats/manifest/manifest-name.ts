/** Name of a manifest, at the top of the published folder. */
export const manifestName = 'manifest.ndjson';

/** Names that look as if a manifest was meant, in the syntax that JavaScript and Python share. Case is ignored. */
export const nearManifestName = '^manifest[.](ndjson|jsonl|ldjson|json)([.](gz|bz2|xz|zst|zip|txt))?$';
const near = new RegExp(nearManifestName, 'i');

/**
 * Returns a warning if a file at the top of a folder is almost called like a manifest. Returns null for other files.
 */
export function warnOfManifestName(path: string): string | null {
  if (path === manifestName || !near.test(path)) return null;
  return `${JSON.stringify(path)} is published as a file. To be read as the manifest, it must be named ${manifestName} and contain one JSON object per line.`;
}
