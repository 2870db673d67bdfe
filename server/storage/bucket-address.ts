import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

/** Address of the objects in a bucket: `<protocol>//<host><path><object key>`. */
export interface BucketAddress {
  protocol: string;
  host: string;
  /** Path that begins and ends with `/`. */
  path: string;
}

/**
 * Returns the address of a bucket. Uses the AWS SDK, which supports all forms of addresses: by region, host or path,
 * with or without an endpoint.
 */
export async function findBucketAddress(client: S3Client, bucket: string): Promise<BucketAddress> {
  const objectKey = 'object';
  const url = await getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: objectKey }));
  const match = /^(?<protocol>https?:)\/\/(?<host>[^/]+)(?<path>\/(?:[^?]*\/)?)object\?/.exec(url);
  const { protocol, host, path } = match?.groups ?? {};
  if (!protocol || !host || !path) throw new Error(`No URL can be made for the bucket ${bucket}.`);
  return { protocol, host, path };
}
