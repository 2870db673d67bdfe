import { S3Client } from '@aws-sdk/client-s3';
import { createProxyAgent } from './proxy-agent.ts';

export interface S3Settings {
  /** Address of an S3-compatible store. Undefined for AWS. */
  endpoint?: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  /**
   * Whether to use `http://host/bucket/key` instead of `http://bucket.host/key`. Most stores other than AWS require it.
   */
  forcePathStyle: boolean;
}

// Turns off a warning that the SDK prints at every start: a later version will not support Node 20.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

/** Maximum number of connections through a proxy. It equals the SDK's default for connections without a proxy. */
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
    // Required, because many stores do not support the checksums that the SDK adds by default. The SDK also signs the
    // checksum of an empty body into URLs.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    // Long enough for a reader that pauses, which looks the same as a store that does not respond.
    requestHandler: {
      connectionTimeout: 3_000,
      socketTimeout: 60_000,
      ...(agent && { httpAgent: agent, httpsAgent: agent }),
    },
  });
}
