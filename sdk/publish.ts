import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { manifestLimits } from '#formats/manifest/manifest-limits.ts';
import { connect } from './api/api.ts';
import { type Backoff, defaultBackoff, wait } from './api/backoff.ts';
import { unchecked } from './check-folder.ts';
import { UploadFailed, VitrineError } from './errors.ts';
import type { DoneEvent, PublishEvent, UploadEvent } from './events.ts';
import { openFolder } from './folder/folder.ts';
import type { ManifestInput, ManifestItemInput } from './gql/graphql.ts';
import type { LocalFile } from './hash/hash-drafts.ts';
import { type PreparedManifest, prepareManifest } from './hash/prepare-manifest.ts';
import { defaultEndpoint, type PublishOptions } from './publish-options.ts';
import { awaitProcessing } from './session/await-processing.ts';
import { createDataset, findTarget } from './session/find-dataset.ts';
import { awaitVerification } from './session/follow-session.ts';
import { openSession, refuseMessage } from './session/open-session.ts';
import { progressDeadline } from './session/progress-deadline.ts';
import { type PublishRequest, publishSession } from './session/publish-session.ts';
import { createMeter } from './streams/meter.ts';
import { readLines } from './streams/read-lines.ts';
import { reportWhile } from './streams/report-while.ts';
import type { Sending } from './upload/sending.ts';
import { type UploadTally, uploadFiles } from './upload/upload-files.ts';

const maxInlineBytes = 500_000;
/** Maximum number of times that a file is sent if the server reports it as missing. */
const uploadRounds = 3;

/**
 * Publishes a folder as the next revision of a dataset, and yields its progress. The revision appears as a whole.
 *
 * A run can be stopped at any time and repeated. Files that arrived are not sent again, and a repeated run never
 * creates a second revision.
 */
export async function* publish(path: string, options: PublishOptions): AsyncGenerator<PublishEvent, DoneEvent> {
  const began = performance.now();
  const { endpoint = defaultEndpoint, token, concurrency = 8, dryRun = false } = options;
  const { fetch = globalThis.fetch, backoff = defaultBackoff, cacheFolder, expectRevision: expectedRevision } = options;
  const stopped = new AbortController();
  const signal = options.signal ? AbortSignal.any([stopped.signal, options.signal]) : stopped.signal;
  const ask = connect({ endpoint, token, fetch, signal, backoff });
  const folder = await openFolder(path);
  const temporary = await mkdtemp(join(tmpdir(), 'vitrine-'));
  try {
    const intent = { create: options.create ?? true, expectedRevision };
    refuseMessage(options.message);
    const asked = await findTarget(ask, options, intent);
    const prepared = yield* prepareManifest(folder, { temporary, signal, cacheFolder, options });
    if (!asked.dataset && dryRun) {
      const message = `${options.organization}/${options.dataset} does not exist yet and would be created. ${unchecked}`;
      yield { type: 'notice', message };
      const done = { ...doneOf(prepared, began), revision: null, noop: false, dryRun, sentBytes: 0 };
      yield done;
      return done;
    }
    // Looks up the dataset again after hashing, because another client may have published meanwhile.
    const target = await findTarget(ask, options, intent);
    const dataset = target.dataset ?? (await createDataset(ask, options, target));
    const { takesFiles, ...session } = await openSession(ask, dataset, {
      mode: options.append ? 'APPEND' : 'REPLACE',
      message: options.message,
      sha256: prepared.manifest.sha256,
      resume: options.resume ?? true,
    });
    yield { type: 'session', ...session, datasetCreated: dataset.created };

    const limit = pLimit(concurrency);
    const sending = { ask, session: session.id, fetch, signal, backoff, concurrency, limit };
    const manifest: ManifestInput = isInline(prepared)
      ? { items: await readItems(prepared.manifest.location) }
      : { sha256: prepared.manifest.sha256 };
    const request = { session: session.id, manifest, dryRun, expectedRevision, allowEmpty: options.allowEmpty };
    const { sentBytes, answer } = yield* sendAndPublish(
      sending,
      prepared,
      request,
      takesFiles,
      options.patienceMilliseconds,
    );
    const processing = options.wait
      ? yield* awaitProcessing(ask, options, answer, waitingOf(options, signal, backoff))
      : {};
    const done: DoneEvent = { ...doneOf(prepared, began), ...answer, ...processing, dryRun, sentBytes };
    yield done;
    return done;
  } finally {
    stopped.abort(); // A caller that stops listening stops the work.
    await rm(temporary, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Returns the fields that all `done` events have. */
function doneOf({ items, totalFiles: files, totalBytes: bytes }: PreparedManifest, began: number) {
  return { type: 'done' as const, items, files, bytes, seconds: (performance.now() - began) / 1_000 };
}

function waitingOf({ patienceMilliseconds }: PublishOptions, signal: AbortSignal, backoff: Backoff) {
  return { signal, backoff, patienceMilliseconds };
}

type Route = Omit<Sending, 'onSent' | 'onHad' | 'onRetry'>;

/** Sends the files and publishes the session. If the server then reports missing files, sends these again. */
async function* sendAndPublish(
  sending: Route,
  prepared: PreparedManifest,
  request: PublishRequest,
  takesFiles: boolean,
  patienceMilliseconds: number | undefined,
) {
  const { ask, signal, backoff } = sending;
  const waiting = { signal, backoff, patienceMilliseconds, hasLines: prepared.hasLines };
  const withManifest = request.manifest.sha256 !== undefined;
  const totals = {
    totalFiles: prepared.totalFiles + (withManifest ? 1 : 0),
    totalBytes: prepared.totalBytes + (withManifest ? prepared.manifest.byteSize : 0),
  };
  let sentBytes = 0;
  let missing: ReadonlySet<string> | null = null;
  for (let round = 1; ; round += 1) {
    if (takesFiles || round > 1) {
      const tally = yield* uploadUnlessPublishing(sending, filesOf(prepared, withManifest, missing), totals);
      sentBytes += tally.bytes - tally.storedBytes;
    }
    let answer = yield* publishSession(ask, request, waiting);
    if (answer.kind === 'uploadsPending') {
      const advance = progressDeadline(
        'The server still waits for files that it has already verified.',
        patienceMilliseconds,
      );
      do {
        advance(yield* awaitVerification(ask, request.session, waiting));
        answer = yield* publishSession(ask, request, waiting);
        if (answer.kind === 'uploadsPending') await wait(Math.min(1_000, backoff.longestMilliseconds), signal);
      } while (answer.kind === 'uploadsPending');
    }
    if (answer.kind === 'published') return { sentBytes, answer: { revision: answer.revision, noop: answer.noop } };
    if (answer.kind === 'dryRunPassed') return { sentBytes, answer: { revision: null, noop: false } };
    if (round === uploadRounds) {
      const cause = { path: prepared.manifest.path, code: 'UPLOADS_MISSING', message: answer.message };
      throw new UploadFailed('UPLOAD_FAILED', answer.missingCount, [cause]);
    }
    missing = answer.filenames;
    yield { type: 'notice' as const, message: answer.message };
  }
}

/**
 * Sends files. Does nothing if the session is already being published, because a request of an earlier run took effect.
 * In that case all files have arrived, and the next request to publish returns the result.
 */
async function* uploadUnlessPublishing(
  ...[sending, files, totals]: Parameters<typeof upload>
): AsyncGenerator<UploadEvent, Pick<UploadTally, 'bytes' | 'storedBytes'>> {
  try {
    return yield* upload(sending, files, totals);
  } catch (error) {
    if (error instanceof VitrineError && error.code === 'SESSION_CLOSED') return { bytes: 0, storedBytes: 0 };
    throw error;
  }
}

async function* upload(
  sending: Route,
  files: AsyncIterable<LocalFile>,
  totals: Pick<UploadEvent, 'totalFiles' | 'totalBytes'>,
): AsyncGenerator<UploadEvent, UploadTally> {
  const tally: UploadTally = { files: 0, bytes: 0, storedFiles: 0, storedBytes: 0, retries: 0 };
  const meter = createMeter();
  yield* reportWhile(uploadFiles(sending, files, tally), (): UploadEvent => {
    const { files, bytes, storedFiles, storedBytes, retries } = tally;
    const bytesPerSecond = meter.rate(bytes - storedBytes);
    return { type: 'upload', ...totals, files, bytes, storedFiles, retries, bytesPerSecond };
  });
  return tally;
}

async function* filesOf(
  { files, manifest }: PreparedManifest,
  withManifest: boolean,
  only: ReadonlySet<string> | null,
): AsyncGenerator<LocalFile> {
  for await (const file of files.rows()) {
    if (!only || only.has(file.filename)) yield file;
  }
  if (withManifest && (!only || only.has(manifest.filename))) yield manifest;
}

/**
 * Returns whether a manifest is sent inline. A manifest with blank lines is not, because an inline manifest omits them.
 * Then the line numbers of issues would be wrong.
 */
function isInline({ items, manifest, hasBlankLines }: PreparedManifest): boolean {
  return items <= manifestLimits.inlineItems && manifest.byteSize <= maxInlineBytes && !hasBlankLines;
}

/** Returns the lines of a valid manifest as values. */
async function readItems(location: string): Promise<ManifestItemInput[]> {
  const items: ManifestItemInput[] = [];
  for await (const line of readLines(createReadStream(location))) {
    if (line && line.byteLength > 0) items.push(JSON.parse(line.toString('utf8')) as ManifestItemInput);
  }
  return items;
}
