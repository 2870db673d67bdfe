import type { Prisma } from '#prisma/client/client.ts';
import type { AccessAction } from '#prisma/client/enums.ts';
import type { Db, Tx } from '#prisma/databases.ts';
import type { RequestOrigin } from '../request-origin.ts';
import { newId } from '../ids.ts';
import type { Viewer } from '../viewer.ts';

export interface AccessEntry {
  orgId: string;
  action: AccessAction;
  datasetId?: string | null;
  itemKey?: string | null;
  assetId?: string | null;
  detail?: Prisma.InputJsonObject;
}

/**
 * What a request did that an admin may want to know. Entries are collected while the request runs and written together,
 * before its answer leaves: an answer whose entries cannot be written is not given.
 */
export class AccessLog {
  readonly #viewer: Viewer;
  readonly #origin: RequestOrigin;
  #entries: AccessEntry[] = [];

  constructor(viewer: Viewer, origin: RequestOrigin) {
    this.#viewer = viewer;
    this.#origin = origin;
  }

  /** Notes an entry; it is written when the request ends. */
  add(entry: AccessEntry) {
    this.#entries.push(entry);
  }

  /** Writes what has been noted, in one statement; nothing when nothing was. */
  async flush(db: Db | Tx) {
    const entries = this.#entries;
    if (entries.length === 0) return;
    this.#entries = [];
    await db.accessLog.createMany({
      data: entries.map((entry) => ({
        id: newId(),
        orgId: entry.orgId,
        action: entry.action,
        userId: this.#viewer.userId,
        tokenId: this.#viewer.tokenId,
        shareLinkId: this.#viewer.share?.id ?? null,
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
