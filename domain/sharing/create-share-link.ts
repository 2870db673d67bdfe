import type { ShareLink } from '#prisma/client/client.ts';
import type { Context } from '../context.ts';
import { requireDataset } from '../datasets/require-dataset.ts';
import { IdempotencyConflict, InvalidInput, NotFound } from '../errors.ts';
import { createOnce } from '../idempotency.ts';
import { requireName } from '../names.ts';
import { hashSecret, newSecret } from '../secrets.ts';

/** Prefix of every share link's secret. Secret scanners recognize leaked secrets by it. */
export const sharePrefix = 'vts_';

const defaultDays = 7;
const maxDays = 366;

export interface CreateShareLinkInput {
  datasetId: string;
  /** Number of the only revision that the link shows. Without it, the link always shows the current revision. */
  revision?: number | null;
  /** Name of the link, such as the recipient or the purpose. */
  name: string;
  expiresInDays?: number | null;
  /** Whether a link to one revision also shows annotations of reviewers, which can be later than the revision. */
  withReviews?: boolean | null;
  /**
   * Idempotency key, as described at `createOnce`. A repeated call replaces the secret of the link. It throws
   * `IdempotencyConflict` if the link was already opened.
   */
  idempotencyKey?: string | null;
}

/**
 * Creates a link that shows its holder one dataset, or one revision of it. Returns its secret, which is shown only once
 * and not stored.
 */
export async function createShareLink(
  { db, viewer, accessLog, installation }: Pick<Context, 'db' | 'viewer' | 'accessLog' | 'installation'>,
  input: CreateShareLinkInput,
): Promise<{ link: ShareLink; secret: string; url: string }> {
  const dataset = await requireDataset({ db, viewer }, { id: input.datasetId }, 'PUBLISH');
  const name = requireName(input.name, 100);
  const days = input.expiresInDays ?? defaultDays;
  if (days < 1 || days > maxDays)
    throw new InvalidInput('expiresInDays', `A share link must be valid for 1 to ${maxDays} days.`);
  const revision = input.revision ?? null;
  const withReviews = input.withReviews ?? false;
  const { orgId, id: datasetId } = dataset;
  const secret = sharePrefix + newSecret();
  const secretHash = hashSecret(secret);
  const link = await db.$transaction(async (tx) => {
    if (revision !== null) {
      const known = await tx.datasetRevision.count({ where: { orgId, datasetId, number: revision, deletedAt: null } });
      if (known === 0) throw new NotFound('revision');
    }
    const given = { datasetId, revision, withReviews, name, days };
    const request = { orgId, operation: 'createShareLink', idempotencyKey: input.idempotencyKey, input: given };
    return createOnce(tx, viewer, request, {
      create: async (id) => {
        const expiresAt = new Date(Date.now() + days * 86_400_000);
        const made = await tx.shareLink.create({
          data: {
            id,
            orgId,
            datasetId,
            revision,
            withReviews,
            name,
            secretHash,
            createdBy: viewer.userId ?? '',
            expiresAt,
          },
        });
        const detail = { created: id, name, revision, withReviews, expiresAt: expiresAt.toISOString() };
        await accessLog.write(tx, { orgId, action: 'SHARE_LINK', datasetId, detail });
        return made;
      },
      replay: async (id) => {
        const good = { orgId, id, revokedAt: null, expiresAt: { gt: new Date() } };
        // Somebody already uses the link with its current secret, so the secret must not be replaced.
        const { count } = await tx.shareLink.updateMany({ where: { ...good, lastUsedAt: null }, data: { secretHash } });
        if (count === 0 && (await tx.shareLink.count({ where: good })) > 0) {
          throw new IdempotencyConflict(
            'The link that this idempotency key created has already been opened. Use a new key.',
          );
        }
        if (count === 0) return null;
        const detail = { replacedSecret: id, name };
        await accessLog.write(tx, { orgId, action: 'SHARE_LINK', datasetId, detail });
        return tx.shareLink.findUniqueOrThrow({ where: { orgId_id: { orgId, id } } });
      },
    });
  });
  // Browsers do not send the part after #, so no server log, proxy or referrer contains the secret.
  return { link, secret, url: `${installation.publicUrl}/share#${secret}` };
}
