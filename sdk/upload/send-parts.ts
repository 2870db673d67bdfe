import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { successOf } from '../api/success-of.ts';
import { VitrineError } from '../errors.ts';
import { graphql } from '../gql/gql.ts';
import type { LocalFile } from '../hash/hash-drafts.ts';
import { mapInOrder } from '../streams/map-in-order.ts';
import { type Address, type PutOutcome, put } from './put.ts';
import type { Target } from './request-targets.ts';
import type { Sending } from './sending.ts';

const RequestUploadParts = graphql(`
  mutation RequestUploadParts($uploadId: ID!, $parts: [DeclaredPart!]!) {
    requestUploadParts(input: { uploadId: $uploadId, parts: $parts }) {
      __typename
      ... on RequestUploadPartsSuccess { targets { url headers { name value } } }
      ... on Error { code message }
    }
  }
`);

const CompleteMultipartUpload = graphql(`
  mutation CompleteMultipartUpload($uploadId: ID!) {
    completeMultipartUpload(input: { uploadId: $uploadId }) {
      __typename
      ... on Error { code message }
    }
  }
`);

type MultipartTarget = Extract<Target, { __typename: 'MultipartUploadTarget' }>;
type Part = { partNumber: number; byteSize: number; sha256: string };
type Unsent = Exclude<PutOutcome, { kind: 'stored' }>;

const attemptsPerPart = 3;

/**
 * Sends the missing parts of a large file, and requests that the server joins them.
 *
 * The request does not list the parts, because a list of 10,000 would be too large. Each part was checked against its
 * SHA-256 when it was sent, and the server verifies the whole file again.
 */
export async function sendParts(sending: Sending, file: LocalFile, target: MultipartTarget): Promise<PutOutcome> {
  const arrived = new Set(target.arrivedPartNumbers);
  const numbers = async function* () {
    for (let partNumber = 1; partNumber <= target.partCount; partNumber += 1) yield partNumber;
  };
  const stopped = new AbortController();
  const inner = { ...sending, signal: AbortSignal.any([sending.signal, stopped.signal]) };
  // Numbers of bytes that this attempt has reported. If it fails, they are subtracted, because the next attempt reports
  // all bytes again.
  const counted = { sent: 0, had: 0 };
  const onSent = (byteSize: number) => {
    counted.sent += byteSize;
    sending.onSent(byteSize);
  };
  const onHad = (byteSize: number) => {
    counted.had += byteSize;
    sending.onHad(byteSize);
  };
  const countAgain = () => {
    sending.onSent(-counted.sent);
    sending.onHad(-counted.had);
  };
  let unsent: Unsent | null = null;
  try {
    const sent = mapInOrder(numbers(), sending.concurrency, (partNumber) =>
      sendPart({ ...inner, onSent, onHad }, file, target, partNumber, arrived.has(partNumber)),
    );
    for await (const outcome of sent) {
      if (outcome.kind === 'stored') continue;
      unsent = outcome;
      stopped.abort();
      break; // After the parts being sent have ended as well.
    }
  } catch (error) {
    stopped.abort();
    sending.signal.throwIfAborted();
    throw error;
  }
  if (unsent) {
    countAgain();
    return unsent;
  }
  const { data, requestId } = await sending.ask(CompleteMultipartUpload, { uploadId: target.uploadId });
  try {
    successOf(data.completeMultipartUpload, requestId);
    return { kind: 'stored' };
  } catch (error) {
    countAgain();
    if (!(error instanceof VitrineError) || error.code === 'SESSION_CLOSED') throw error;
    return { kind: 'failed', message: error.message };
  }
}

async function sendPart(
  sending: Sending,
  file: LocalFile,
  target: MultipartTarget,
  partNumber: number,
  hasArrived: boolean,
): Promise<PutOutcome> {
  const start = (partNumber - 1) * target.partByteSize;
  const end = Math.min(start + target.partByteSize, file.byteSize);
  if (hasArrived) {
    sending.onHad(end - start);
    return { kind: 'stored' };
  }
  return sending.limit(async () => {
    sending.signal.throwIfAborted();
    const part = { partNumber, byteSize: end - start, sha256: await hashRange(file.location, start, end) };
    for (let attempt = 1; ; attempt += 1) {
      const address = await requestPart(sending, target.uploadId, part);
      const outcome = await put({ ...file, start, end }, address, sending);
      if (outcome.kind === 'stored' || outcome.kind === 'changed' || attempt === attemptsPerPart) return outcome;
      sending.onRetry();
    }
  });
}

async function requestPart(sending: Sending, uploadId: string, part: Part): Promise<Address> {
  const { data, requestId } = await sending.ask(RequestUploadParts, { uploadId, parts: [part] });
  const [address] = successOf(data.requestUploadParts, requestId).targets;
  if (!address) throw new VitrineError('SERVER_ERROR', 'The server returned no URL for a part.', { requestId });
  return address;
}

async function hashRange(location: string, start: number, end: number): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(location, { start, end: end - 1, highWaterMark: 256 * 1024 })) {
    hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}
