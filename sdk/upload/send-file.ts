import { backoffMilliseconds, wait } from '../api/backoff.ts';
import type { LocalFile } from '../hash/hash-drafts.ts';
import { type PutOutcome, put } from './put.ts';
import { requestTargets, type Target } from './request-targets.ts';
import { sendParts } from './send-parts.ts';
import type { Sending } from './sending.ts';

export type SendOutcome =
  | { kind: 'sent' }
  /** Outcome if the organization already had the bytes. */
  | { kind: 'had' }
  | { kind: 'given up'; code: string; message: string };

const attempts = 7;
/** Number of rejections after which a file has failed. A single rejection can be caused by a wrong clock. */
const refusals = 3;

/** Sends one file, with new URLs for each attempt. Ends when it is stored or when further attempts cannot help. */
export async function sendFile(sending: Sending, file: LocalFile, first: Target): Promise<SendOutcome> {
  let target = first;
  let refused = 0;
  let stale = 0;
  for (let failures = 0; ; ) {
    const outcome = await sendOnce(sending, file, target);
    switch (outcome.kind) {
      case 'sent':
      case 'had':
      case 'given up':
        return outcome;
      case 'changed':
        return { kind: 'given up', code: 'FILE_CHANGED', message: 'the file changed after it was hashed' };
      case 'stale':
        stale += 1;
        if (stale === attempts) {
          return { kind: 'given up', code: 'UPLOAD_FAILED', message: 'its upload URLs expire before they can be used' };
        }
        break;
      case 'failed':
      case 'refused':
      case 'wrongBytes':
        failures += 1;
        if (outcome.kind !== 'failed') refused += 1;
        if (failures === attempts || refused === refusals) {
          return { kind: 'given up', code: 'UPLOAD_FAILED', message: outcome.message };
        }
        sending.onRetry();
        await wait(backoffMilliseconds(failures, sending.backoff), sending.signal);
        break;
      default:
        return outcome satisfies never;
    }
    const [fresh] = await requestTargets(sending.ask, sending.session, [file]);
    if (fresh) target = fresh;
  }
}

type Attempt = SendOutcome | Exclude<PutOutcome, { kind: 'stored' }> | { kind: 'stale' };

async function sendOnce(sending: Sending, file: LocalFile, target: Target): Promise<Attempt> {
  if (target.__typename === 'AlreadyStored') {
    sending.onHad(file.byteSize);
    return { kind: 'had' };
  }
  if (target.__typename === 'UploadRejected') return { kind: 'given up', code: target.code, message: target.message };
  const outcome =
    target.__typename === 'MultipartUploadTarget'
      ? await sendParts(sending, file, target)
      : await sending.limit(async () => {
          // Time may have passed while this call waited for a free slot.
          if (performance.now() > target.goodUntil) return { kind: 'stale' as const };
          return put({ ...file, start: 0, end: file.byteSize }, target, sending);
        });
  return outcome.kind === 'stored' ? { kind: 'sent' } : outcome;
}
