import { S3Client } from '@aws-sdk/client-s3';
import { createProxyAgent } from './proxy-agent.ts';

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

/** Connections through a proxy at once. Equal to the default of the SDK without one. */
const maxConnections = 50;

export function createS3Client({
  endpoint,
  region,
  bucket,
  accessKeyId,
  secretAccessKey,
  sessionToken,
  forcePathStyle,
}: S3Settings): S3Client {
  const agent = createProxyAgent(endpoint ?? `https://${bucket}.s3.${region}.amazonaws.com`, maxConnections);
  return new S3Client({
    endpoint,
    region,
    forcePathStyle,
    credentials: { accessKeyId, secretAccessKey, sessionToken },
    // By default the SDK adds checksums of its own, which many stores do not know, and signs one of nothing into URLs.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    // A reader that is busy for a while looks like a silent store.
    requestHandler: {
      connectionTimeout: 3_000,
      socketTimeout: 60_000,
      ...(agent && { httpAgent: agent, httpsAgent: agent }),
    },
  });
}
