/** Limits of a manifest line. The limits of whole manifests are in domain/limits.ts. */
export const manifestLimits = {
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
