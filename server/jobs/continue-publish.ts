import { continuePublish as goOn } from '#domain/ingest/publish/continue-publish.ts';
import { implement } from './kit.ts';

/** Continues a publish that returned `PublishPending`, or whose process ended before it was complete. */
export const continuePublish = implement('continuePublish', ({ orgId, sessionId }, { db, storage, limits, signal }) =>
  goOn({ db, storage, limits }, { orgId, sessionId }, signal),
);
