import type { Tx } from '#database/databases.ts';
import type { IngestSession } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { type DomainError, InvalidInput, LimitExceeded } from '../errors.ts';
import { lockOpenSession, requireOpenSession } from './require-session.ts';
import { enqueueVerification } from './schedule-verification.ts';
import { checkDeclaredFile, type DeclaredFile } from './uploads/declared-file.ts';
import { discardObjects } from './uploads/discard-objects.ts';
import { contentOf, type KnownUpload } from './uploads/known-upload.ts';
import { openMultiparts } from './uploads/open-multiparts.ts';
import { planUpload, type UploadPlan } from './uploads/plan-upload.ts';
import { referenceableAssets } from './uploads/referenceable-assets.ts';
import { findAssetsOf, findUploads, writeUploads } from './uploads/upload-rows.ts';

export type { DeclaredFile } from './uploads/declared-file.ts';

export type UploadAnswer =
  | {
      kind: 'UploadTarget';
      clientRef: string;
      method: 'PUT';
      url: string;
      headers: Record<string, string>;
      expiresAt: Date;
    }
  | {
      kind: 'MultipartUploadTarget';
      clientRef: string;
      uploadId: string;
      partByteSize: number;
      partCount: number;
      arrivedParts: number[];
      expiresAt: Date;
    }
  | { kind: 'AlreadyStored'; clientRef: string; sha256: string; byteSize: number; contentType: string }
  | { kind: 'UploadRejected'; clientRef: string; error: DomainError & { path?: string } };

type Answer<Kind extends UploadAnswer['kind']> = UploadAnswer extends infer Each
  ? Each extends { kind: Kind }
    ? Omit<Each, 'clientRef'>
    : never
  : never;
type ContentAnswer = Answer<'UploadTarget'> | Answer<'MultipartUploadTarget'> | Answer<'AlreadyStored'> | DomainError;

/**
 * Returns a result for each file, in the given order. A result is a request for sending the bytes, a note that they are
 * already stored, or an error.
 *
 * A repeated call changes nothing and returns new URLs. If a file occurs twice, both results are equal. The number of
 * statements does not depend on the number of files.
 */
export async function requestUploads(
  context: Pick<Context, 'db' | 'viewer' | 'storage' | 'limits'>,
  { sessionId, files }: { sessionId: string; files: readonly DeclaredFile[] },
): Promise<UploadAnswer[]> {
  const { limits } = context;
  if (files.length > limits.uploadsPerCall) {
    throw new LimitExceeded(
      limits.uploadsPerCall,
      `A request can have at most ${limits.uploadsPerCall} files. Send several requests.`,
    );
  }
  const session = await requireOpenSession(context, sessionId);
  const declared = gather(files, (file, path) => checkDeclaredFile(file, path, limits));
  const answers = await answerContents(context, session, declared.contents);
  return files.map((file, index): UploadAnswer => {
    const answer = declared.rejected.get(index) ?? answers.get(contentOf(file))!;
    const { clientRef } = file;
    return 'kind' in answer ? { ...answer, clientRef } : { kind: 'UploadRejected', clientRef, error: answer };
  });
}

interface Content {
  file: DeclaredFile;
  path: string;
}

/** Groups the files by content. Returns each distinct content once, and the errors of invalid files by index. */
function gather(
  files: readonly DeclaredFile[],
  check: (file: DeclaredFile, path: string) => DomainError | null,
): { contents: Map<string, Content>; rejected: Map<number, DomainError> } {
  const contents = new Map<string, Content>();
  const rejected = new Map<number, DomainError>();
  for (const [index, file] of files.entries()) {
    const path = `files.${index}`;
    const error = check(file, path);
    const first = contents.get(contentOf(file));
    if (error) rejected.set(index, error);
    else if (!first) contents.set(contentOf(file), { file, path });
    else if (first.file.byteSize !== file.byteSize) {
      rejected.set(
        index,
        new InvalidInput(
          `${path}.byteSize`,
          `\`${first.path}\` has the same SHA-256 but a size of ${first.file.byteSize} bytes. Correct one of the two.`,
        ),
      );
    }
  }
  return { contents, rejected };
}

/** Returns the result for each distinct content. Sends requests to the object store only after the transaction. */
async function answerContents(
  context: Pick<Context, 'db' | 'viewer' | 'storage' | 'limits'>,
  session: IngestSession,
  contents: ReadonlyMap<string, Content>,
): Promise<Map<string, ContentAnswer>> {
  const { db, storage, limits } = context;
  if (contents.size === 0) return new Map();
  const { plans, rows, expiresAt } = await db.$transaction((tx) =>
    declare(tx, context, session, [...contents.values()]),
  );

  const expected = rows.filter(({ state }) => state === 'EXPECTED');
  const large = expected.filter((row) => Number(row.byteSize) > limits.singlePutByteSize);
  const multiparts = await openMultiparts(context, large);
  const rowOf = new Map(expected.map((row) => [contentOf(row), row]));

  const answers = await Promise.all(
    plans.map(async (plan): Promise<[string, ContentAnswer]> => {
      const content = contentOf(plan.file);
      if ('rejected' in plan) return [content, plan.rejected];
      const row = rowOf.get(content);
      if (!row) return [content, alreadyStored(plan.file)];
      const multipart = multiparts.get(row.id);
      if (multipart) return [content, { kind: 'MultipartUploadTarget', ...multipart, expiresAt }];
      const { byteSize, contentType, sha256 } = plan.file;
      const expectedObject = { objectKey: row.objectKey, byteSize, contentType, sha256 };
      const signed = await storage.signPut(expectedObject, limits.uploadUrlSeconds);
      return [content, { kind: 'UploadTarget', ...signed }];
    }),
  );
  return new Map(answers);
}

function alreadyStored({ sha256, byteSize, contentType }: DeclaredFile): Answer<'AlreadyStored'> {
  return { kind: 'AlreadyStored', sha256, byteSize, contentType };
}

/** Stores the planned uploads, and queues their verification. */
async function declare(
  tx: Tx,
  { viewer, limits }: Pick<Context, 'viewer' | 'limits'>,
  session: IngestSession,
  contents: readonly Content[],
): Promise<{ plans: UploadPlan[]; rows: KnownUpload[]; expiresAt: Date }> {
  const { expiresAt } = await lockOpenSession(tx, session, limits);
  const files = contents.map(({ file }) => file);
  const known = byContent(await findUploads(tx, session.id, files));
  const stored = await findAssetsOf(tx, session.orgId, files);
  const assets = byContent(await referenceableAssets(tx, viewer, session.orgId, stored));
  const plans = contents.map(({ file, path }) =>
    planUpload(file, path, known.get(contentOf(file)) ?? null, assets.get(contentOf(file)) ?? null),
  );

  const accepted = plans.flatMap((plan) => ('rejected' in plan ? [] : [plan]));
  const discarded = accepted.flatMap(({ discard }) => (discard ? [{ orgId: session.orgId, ...discard }] : []));
  await discardObjects(tx, discarded);
  const changed = accepted.filter(({ write }) => write);
  const rows = changed.length > 0 ? await writeUploads(tx, session, changed) : [];
  if (rows.some(({ state }) => state === 'EXPECTED')) await enqueueVerification(tx, session);
  return { plans, rows, expiresAt };
}

function byContent<Row extends { sha256: string; contentType: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [contentOf(row), row]));
}
