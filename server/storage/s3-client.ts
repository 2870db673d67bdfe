import { S3Client } from '@aws-sdk/client-s3';
import { createProxyAgent } from './proxy-agent.ts';

export interface S3Settings {
  /** Address of an S3-compatible store. Without it, AWS in the region. */
  endpoint?: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  /** Use `http://host/bucket/key` instead of `http://bucket.host/key`. Most stores other than AWS need it. */
  forcePathStyle: boolean;
}

// Turns off a warning at every start: a later SDK will not run on Node 20.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

/** Maximum number of connections through a proxy. Equal to the SDK's default without a proxy. */
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
    // By default the SDK adds checksums that many stores do not support, and signs a checksum of an empty body into
    // URLs.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    // A reader that pauses for a while looks like a store that does not respond.
    requestHandler: {
      connectionTimeout: 3_000,
      socketTimeout: 60_000,
      ...(agent && { httpAgent: agent, httpsAgent: agent }),
    },
  });
}
