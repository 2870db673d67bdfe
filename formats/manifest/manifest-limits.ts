/** Limits of manifests, of their lines and of the members of a line. */
export const manifestLimits = {
  /** Maximum number of inline items. */
  inlineItems: 500,
  /** Maximum number of lines of a manifest file. */
  lines: 5_000_000,
  lineByteSize: 1024 ** 2,
  keyByteSize: 512,
  titleLength: 1_000,
  tags: 100,
  tagLength: 200,
  metadataByteSize: 64 * 1024,
  metadataDepth: 32,
  assets: 100,
  filenameLength: 1_024,
  annotations: 10_000,
  labelLength: 200,
  points: 10_000,
} as const;
