import type { Ask } from '../api/api.ts';
import { invalidAnswer } from '../api/check-answer.ts';
import { successOf } from '../api/success-of.ts';
import { graphql } from '../gql/gql.ts';
import type { RequestUploadsMutation } from '../gql/graphql.ts';
import type { LocalFile } from '../hash/hash-drafts.ts';

const RequestUploads = graphql(`
  mutation RequestUploads($session: ID!, $files: [DeclaredFile!]!) {
    requestUploads(input: { sessionId: $session, files: $files }) {
      __typename
      ... on RequestUploadsSuccess {
        answers {
          __typename
          ... on UploadTarget { url headers { name value } expiresAt }
          ... on MultipartUploadTarget { uploadId partByteSize partCount arrivedPartNumbers }
          ... on UploadRejected { code message }
        }
      }
      ... on Error { code message }
    }
  }
`);

type Result = Extract<
  NonNullable<RequestUploadsMutation['requestUploads']>,
  { __typename: 'RequestUploadsSuccess' }
>['answers'][number];

/** Result of the API for a file: a request to send it, a note that it is already stored, or an error. */
export type Target =
  | (Extract<Result, { __typename: 'UploadTarget' }> & Life)
  | Exclude<Result, { __typename: 'UploadTarget' }>;

interface Life {
  /** Expiry time on the clock of `performance.now()`, so that a wrong system time has no effect. */
  goodUntil: number;
}

type Parts = Pick<
  Extract<Result, { __typename: 'MultipartUploadTarget' }>,
  'partByteSize' | 'partCount' | 'arrivedPartNumbers'
>;

/** Maximum number of parts of one file in S3. */
const maxParts = 10_000;
/** Minimum time for which a URL must be valid at the start of a request. */
const marginMilliseconds = 10_000;

/** Requests upload URLs for files. Returns the targets in the order of the files. */
export async function requestTargets(ask: Ask, session: string, files: readonly LocalFile[]): Promise<Target[]> {
  const asked = performance.now();
  const declared = files.map(({ filename, contentType, byteSize, sha256 }, index) => ({
    clientRef: String(index), // Paths can be longer than the API accepts.
    filename,
    contentType,
    byteSize,
    sha256,
  }));
  const { data, requestId, serverTime } = await ask(RequestUploads, { session, files: declared });
  const { answers } = successOf(data.requestUploads, requestId);
  if (answers.length !== files.length) {
    throw invalidAnswer('data.requestUploads.answers does not have the requested length', requestId);
  }
  return answers.map((answer, index) => {
    if (answer.__typename === 'MultipartUploadTarget') checkParts(answer, files[index]!, requestId);
    if (answer.__typename !== 'UploadTarget') return answer;
    const lifeMilliseconds = Date.parse(answer.expiresAt) - serverTime.getTime();
    return { ...answer, goodUntil: asked + lifeMilliseconds - marginMilliseconds };
  });
}

/** Throws unless the parts of a multipart upload cover exactly the whole file. */
function checkParts(
  { partByteSize, partCount, arrivedPartNumbers }: Parts,
  { byteSize }: LocalFile,
  requestId: string | null,
) {
  const isWhole = partByteSize > 0 && partCount <= maxParts && partCount === Math.ceil(byteSize / partByteSize);
  if (isWhole && arrivedPartNumbers.every((part) => part >= 1 && part <= partCount)) return;
  throw invalidAnswer('data.requestUploads.answers has parts that do not add up to the size of the file', requestId);
}
