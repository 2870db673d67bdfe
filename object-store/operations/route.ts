import { respond, respondXml } from '../protocol/respond.ts';
import { S3Error } from '../protocol/s3-error.ts';
import type { S3Request } from '../protocol/s3-request.ts';
import type { Authenticated } from '../signing/authenticate.ts';
import type { Store } from '../store.ts';
import { completeMultipartUpload } from './complete-multipart-upload.ts';
import { deleteObject, deleteObjects } from './delete-objects.ts';
import { getObject } from './get-object.ts';
import { listMultipartUploads } from './list-multipart-uploads.ts';
import { listObjects } from './list-objects.ts';
import { listParts } from './list-parts.ts';
import { abortMultipartUpload, createMultipartUpload, uploadPart } from './multipart.ts';
import { putObject } from './put-object.ts';

type Answer = (store: Store, request: S3Request, authenticated: Authenticated) => Promise<void> | void;

interface Operation {
  method: string;
  on: 'SERVICE' | 'BUCKET' | 'OBJECT';
  /** Required parameters. Each has a required value, or null if any value is allowed. */
  needs?: Record<string, string | null>;
  /** Optional parameters. */
  takes?: string[];
  answer: Answer;
}

const listing = [
  'prefix',
  'delimiter',
  'max-keys',
  'encoding-type',
  'continuation-token',
  'start-after',
  'fetch-owner',
];
const overrides = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];
const served = overrides.map((name) => `response-${name}`);

const operations: Operation[] = [
  { method: 'GET', on: 'SERVICE', answer: listBuckets },
  { method: 'HEAD', on: 'BUCKET', answer: (_store, request) => respond(request, 200) },
  // Creating the bucket always succeeds, because the only bucket always exists.
  { method: 'PUT', on: 'BUCKET', answer: (_store, request) => respond(request, 200, { location: request.path }) },
  { method: 'GET', on: 'BUCKET', needs: { 'list-type': '2' }, takes: listing, answer: listObjects },
  { method: 'GET', on: 'BUCKET', needs: { location: null }, answer: answerLocation },
  {
    method: 'GET',
    on: 'BUCKET',
    needs: { uploads: null },
    takes: ['prefix', 'max-uploads', 'key-marker', 'upload-id-marker'],
    answer: listMultipartUploads,
  },
  { method: 'POST', on: 'BUCKET', needs: { delete: null }, answer: deleteObjects },
  { method: 'POST', on: 'OBJECT', needs: { uploads: null }, answer: createMultipartUpload },
  { method: 'PUT', on: 'OBJECT', needs: { partNumber: null, uploadId: null }, answer: uploadPart },
  { method: 'POST', on: 'OBJECT', needs: { uploadId: null }, answer: completeMultipartUpload },
  {
    method: 'GET',
    on: 'OBJECT',
    needs: { uploadId: null },
    takes: ['max-parts', 'part-number-marker'],
    answer: listParts,
  },
  { method: 'DELETE', on: 'OBJECT', needs: { uploadId: null }, answer: abortMultipartUpload },
  { method: 'PUT', on: 'OBJECT', answer: putObject },
  { method: 'GET', on: 'OBJECT', takes: served, answer: getObject },
  { method: 'HEAD', on: 'OBJECT', takes: served, answer: getObject },
  { method: 'DELETE', on: 'OBJECT', answer: deleteObject },
];

/** Finds the operation for the method, path and parameters of a request, and runs it. */
export async function route(store: Store, request: S3Request, authenticated: Authenticated): Promise<void> {
  const on = request.bucket === '' ? 'SERVICE' : request.key === '' ? 'BUCKET' : 'OBJECT';
  if (on !== 'SERVICE' && request.bucket !== store.bucket) {
    throw new S3Error('NoSuchBucket', 'The specified bucket does not exist.', {
      facts: { BucketName: request.bucket },
    });
  }
  // Ignores the parameters of the signature, and `x-id`, in which the AWS SDK sends the name of its command.
  const parameters = [...request.query.keys()].filter((name) => !/^x-amz-/i.test(name) && name !== 'x-id');
  const operation = operations.find(
    (candidate) => candidate.method === request.method && candidate.on === on && fits(candidate, request, parameters),
  );
  if (!operation) {
    throw new S3Error('NotImplemented', 'This store does not support the requested function.', {
      facts: { Method: request.method, Parameters: parameters.join(', ') },
    });
  }
  await operation.answer(store, request, authenticated);
}

/**
 * Returns whether the parameters of a request are exactly those of an operation. Otherwise `PUT ?tagging`, for example,
 * would be executed as a PUT of the object.
 */
function fits({ needs = {}, takes = [] }: Operation, { query }: S3Request, parameters: string[]): boolean {
  const has = Object.entries(needs).every(
    ([name, value]) => query.has(name) && (value === null || query.get(name) === value),
  );
  return has && parameters.every((name) => name in needs || takes.includes(name));
}

function listBuckets(store: Store, request: S3Request): void {
  respondXml(request, 'ListAllMyBucketsResult', {
    Owner: { ID: store.accessKeyId },
    Buckets: { Bucket: { Name: store.bucket, CreationDate: new Date(0).toISOString() } },
  });
}

function answerLocation(store: Store, request: S3Request): void {
  // S3 returns an empty text for the region us-east-1.
  respondXml(request, 'LocationConstraint', store.region === 'us-east-1' ? '' : store.region);
}
