import { S3Client } from '@aws-sdk/client-s3';

export interface S3Settings {
  /** Of an S3-compatible store; AWS by region when it is left out. */
  endpoint?: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  /** `http://host/bucket/key` instead of `http://bucket.host/key`; most stores other than AWS want it. */
  forcePathStyle: boolean;
}

// The SDK of the release line that runs on Node 20 says at every start that a later one will not.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

export function createS3Client({
  endpoint,
  region,
  accessKeyId,
  secretAccessKey,
  sessionToken,
  forcePathStyle,
}: S3Settings): S3Client {
  return new S3Client({
    endpoint,
    region,
    forcePathStyle,
    credentials: { accessKeyId, secretAccessKey, sessionToken },
    // By default the SDK adds checksums of its own, which many stores do not know, and signs one of nothing into URLs.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    // Silence in the middle of a stream may be ours: whoever reads it may be busy for a while.
    requestHandler: { connectionTimeout: 3_000, socketTimeout: 60_000 },
  });
}
