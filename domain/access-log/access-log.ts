import type { Db, Tx } from '#database/databases.ts';
import { StatementText } from '#database/statement-text.ts';
import { runStatement } from '#database/tenant-statement.ts';
import type { TextStatement } from '#database/text-query.ts';
import type { Prisma } from '#prisma/client/client.ts';
import type { AccessAction } from '#prisma/client/enums.ts';
import { newId } from '../ids.ts';
import type { RequestOrigin } from '../request-origin.ts';
import type { Viewer } from '../viewer.ts';

export interface AccessEntry {
  orgId: string;
  action: AccessAction;
  /**
   * Id of the acting person, if it becomes known only during the request, as in a sign-in. Default: the viewer's id.
   */
  userId?: string;
  /**
   * Id of the share link, if it becomes known only during the request, as when a link is opened. Default: the id of the
   * viewer's link.
   */
  shareLinkId?: string;
  datasetId?: string | null;
  itemKey?: string | null;
  assetId?: string | null;
  detail?: Prisma.InputJsonObject;
}

/** Person, token or share link that acts: the viewer of a request, or the person who requested a job. */
type Actor = Pick<Viewer, 'userId' | 'tokenId' | 'share'>;

/**
 * Records the actions of a request for the admins of the organization. Entries about reads are collected and written
 * together before the response is sent. If they cannot be written, the request fails. Entries about changes are written
 * in the transaction of the change.
 */
export class AccessLog {
  readonly #viewer: Actor;
  readonly #origin: RequestOrigin;
  #entries: AccessEntry[] = [];

  constructor(viewer: Actor, origin: RequestOrigin) {
    this.#viewer = viewer;
    this.#origin = origin;
  }

  /** Collects an entry. `flush` writes it at the end of the request. */
  add(entry: AccessEntry) {
    this.#entries.push(entry);
  }

  /** Writes the collected entries in one statement, or does nothing if there are none. */
  async flush(db: Db | Tx) {
    const entries = this.#entries;
    this.#entries = [];
    await this.write(db, ...entries);
  }

  /** Writes entries now, in the caller's transaction. */
  async write(db: Db | Tx, ...entries: AccessEntry[]) {
    if (entries.length === 0) return;
    const isPlain = entries.every(({ userId, shareLinkId, detail }) => !userId && !shareLinkId && !detail);
    if (isPlain && (await runStatement(db, entriesStatement(entries, this.#viewer, this.#origin)))) return;
    await db.accessLog.createMany({
      data: entries.map((entry) => ({
        id: newId(),
        orgId: entry.orgId,
        action: entry.action,
        userId: entry.userId ?? this.#viewer.userId,
        tokenId: this.#viewer.tokenId,
        shareLinkId: entry.shareLinkId ?? this.#viewer.share?.id ?? null,
        datasetId: entry.datasetId ?? null,
        itemKey: entry.itemKey ?? null,
        assetId: entry.assetId ?? null,
        ...(entry.detail && { detail: entry.detail }),
        address: this.#origin.address,
        userAgent: this.#origin.userAgent,
        requestId: this.#origin.requestId,
      })),
    });
  }
}

const writeEntries = new StatementText(`
  WITH written AS (
    INSERT INTO access_log (id, org_id, action, dataset_id, item_key, asset_id, user_id, token_id, share_link_id, address, user_agent, request_id)
    SELECT e.*, $7::uuid, $8::uuid, $9::uuid, $10, $11, $12
    FROM unnest($1::uuid[], $2::uuid[], $3::text[]::"AccessAction"[], $4::uuid[], $5::text[], $6::uuid[]) e
    RETURNING 1
  )
  SELECT count(*)::text FROM written`);

/**
 * Returns a statement that inserts many entries of one request, such as one entry for each picture of a page. Prisma
 * would take ten times as long.
 */
function entriesStatement(entries: readonly AccessEntry[], viewer: Actor, origin: RequestOrigin): TextStatement {
  return {
    text: writeEntries,
    values: [
      entries.map(() => newId()),
      entries.map(({ orgId }) => orgId),
      entries.map(({ action }) => action),
      entries.map(({ datasetId }) => datasetId ?? null),
      entries.map(({ itemKey }) => itemKey ?? null),
      entries.map(({ assetId }) => assetId ?? null),
      viewer.userId,
      viewer.tokenId,
      viewer.share?.id ?? null,
      origin.address,
      origin.userAgent,
      origin.requestId,
    ],
  };
}
