import { type CORSRule, PutBucketCorsCommand, type S3Client } from '@aws-sdk/client-s3';

/** Headers that the viewer reads from the response to a range request. */
const exposedHeaders = ['Accept-Ranges', 'Content-Length', 'Content-Range', 'ETag'];

/** Returns the CORS rules with which pages of the viewer can read text, PDF and CSV files from a bucket. */
export function corsRules(origins: readonly string[]): CORSRule[] {
  return [
    {
      AllowedOrigins: [...origins],
      AllowedMethods: ['GET', 'HEAD'],
      AllowedHeaders: ['*'],
      ExposeHeaders: exposedHeaders,
      MaxAgeSeconds: 3_000,
    },
  ];
}

export async function setCorsPolicy(client: S3Client, bucket: string, origins: readonly string[]): Promise<void> {
  const CORSConfiguration = { CORSRules: corsRules(origins) };
  await client.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration }));
}
