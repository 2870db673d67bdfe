/** Limits of a manifest, its lines and their members. */
export const manifestLimits = {
  /** Items of a manifest that is given inline. */
  inlineItems: 500,
  /** Lines of a manifest file. */
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
