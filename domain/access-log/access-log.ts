import type { Prisma } from '#prisma/client/client.ts';
import type { AccessAction } from '#prisma/client/enums.ts';
import type { Db, Tx } from '#prisma/databases.ts';
import { newId } from '../ids.ts';
import type { RequestOrigin } from '../request-origin.ts';
import type { Viewer } from '../viewer.ts';

export interface AccessEntry {
  orgId: string;
  action: AccessAction;
  /** Who did it, where that is known only now, as when signing in; else the viewer. */
  userId?: string;
  /** By which share link, where that is known only now, as when opening it; else the viewer's. */
  shareLinkId?: string;
  datasetId?: string | null;
  itemKey?: string | null;
  assetId?: string | null;
  detail?: Prisma.InputJsonObject;
}

/**
 * What a request did that an admin may want to know. What is read is noted and written together, before the answer leaves:
 * an answer whose entries cannot be written is not given. What is changed is written in the transaction that changes it.
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
    this.#entries = [];
    await this.write(db, ...entries);
  }

  /** Writes entries now, in the caller's transaction. */
  async write(db: Db | Tx, ...entries: AccessEntry[]) {
    if (entries.length === 0) return;
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
