import { newId } from '#domain/ids.ts';
import type { Dataset } from '#prisma/client/client.ts';
import { indexSeeds } from '#tests/kit/index-seeds.ts';
import type { World } from '#tests/kit/world.ts';
import type { ItemRow, ItemState } from './item-model.ts';
import type { Change } from './item-shapes.ts';

/** The rows of one dataset, in the database and in memory. Each change is applied to both. */
export class ItemTable {
  readonly dataset: Dataset;
  readonly #made: World;
  /** Ids of files by content type. */
  readonly #fileIds: Record<string, string>;
  rows: ItemRow[] = [];
  revision = 0;
  #count = 0;

  private constructor(made: World, dataset: Dataset, fileIds: Record<string, string>) {
    this.#made = made;
    this.dataset = dataset;
    this.#fileIds = fileIds;
  }

  /** Creates a dataset of lumen with these items as its first revision. */
  static async begin(made: World, items: readonly ItemState[]): Promise<ItemTable> {
    const { system } = made.databases;
    const id = newId();
    const dataset = await system.dataset.create({ data: { id, orgId: made.lumen.id, slug: id, name: 'Walked' } });
    const fileIds: Record<string, string> = {};
    for (const contentType of ['text/vtt', 'image/png', 'text/plain']) {
      const fileId = newId();
      fileIds[contentType] = fileId;
      await system.asset.create({
        data: {
          id: fileId,
          orgId: made.lumen.id,
          sha256: fileId.replaceAll('-', '').padEnd(64, '0'),
          byteSize: 1,
          contentType,
          objectKey: fileId,
          verifiedAt: new Date(),
        },
      });
    }
    const table = new ItemTable(made, dataset, fileIds);
    await table.#publish({ added: [...items], changed: [], removed: [] });
    return table;
  }

  async apply(change: Change, cursorKey: string | null): Promise<void> {
    if (change.kind === 'publish') await this.#publish(change);
    else if (change.kind === 'stage') await this.#insert(change.added.map((state) => this.#newRow(state)));
    else {
      const seen = this.#current();
      const doomed =
        change.kind === 'deleteRow'
          ? pick(seen, change.index)
          : this.rows.filter(({ key }) => key === cursorKey).at(-1);
      if (doomed) await this.#delete(doomed);
    }
  }

  #current(): ItemRow[] {
    return this.rows.filter(({ since, until }) => since <= this.revision && until === null);
  }

  async #publish({ added, changed, removed }: Omit<Extract<Change, { kind: 'publish' }>, 'kind'>): Promise<void> {
    // An earlier publish may have staged rows and died. They are deleted.
    await this.#clearStage();
    const before = this.#current();
    const closed = new Set(removed.flatMap((index) => pick(before, index) ?? []));
    const renewed: ItemRow[] = [];
    for (const { index, state, keepsPlace } of changed) {
      const old = pick(before, index);
      if (!old || closed.has(old)) continue;
      closed.add(old);
      const { title, createdAt, byteSize, durationSeconds } = old;
      renewed.push({
        ...state,
        ...(keepsPlace && { title, createdAt, byteSize, durationSeconds }),
        key: old.key,
        position: old.position,
        since: this.revision + 1,
        until: null,
      });
    }
    await this.#insert([...renewed, ...added.map((state) => this.#newRow(state))]);
    const next = this.revision + 1;
    await this.#run(
      `UPDATE item SET until_revision = $2 WHERE dataset_id = $1 AND until_revision IS NULL AND since_revision < $2 AND key = ANY ($3)`,
      [this.dataset.id, next, [...closed].map(({ key }) => key)],
    );
    for (const row of closed) row.until = next;
    this.revision = next;
    // The counts of tags decide which index a list uses: with a high count, not the index of the tag.
    const facets = { types: [], tags: next % 2 ? [{ value: 'rain', count: 1_000_000 }] : [], labels: [] };
    await this.#run(
      `INSERT INTO dataset_revision (id, org_id, dataset_id, number, item_count, byte_size, facets, changes)
       VALUES ($1, $2, $3, $4, $5, 0, $6, '{"added":0,"changed":0,"removed":0,"unchanged":0}')`,
      [newId(), this.dataset.orgId, this.dataset.id, next, this.#current().length, JSON.stringify(facets)],
    );
    await this.#run(`UPDATE dataset SET revision = $2, status = 'PUBLISHED' WHERE id = $1`, [this.dataset.id, next]);
  }

  #newRow(state: ItemState): ItemRow {
    this.#count += 1;
    return { ...state, key: `k${this.#count}`, position: this.#count, since: this.revision + 1, until: null };
  }

  async #insert(rows: ItemRow[]): Promise<void> {
    this.rows.push(...rows);
    if (rows.length === 0) return;
    await this.#run(
      `WITH given AS (
         SELECT gen_random_uuid() AS id, s.* FROM jsonb_to_recordset($3::jsonb)
           AS s (key text, position bigint, type "ItemType", title text, tags text[], metadata jsonb, "createdAt" timestamptz,
                 "byteSize" bigint, "durationSeconds" float8, since integer, labels jsonb, "hasTranscript" boolean, "contentType" text)
       ), items AS (
         INSERT INTO item (id, org_id, dataset_id, key, position, type, title, tags, metadata, created_at, content_hash,
                           byte_size, duration_seconds, since_revision)
         SELECT id, $1, $2, key, position, type, title, tags, metadata, "createdAt", sha256(key::bytea), "byteSize",
                "durationSeconds", since FROM given
       ), tags AS (
         INSERT INTO item_tag (org_id, dataset_id, tag, type, position, item_id)
         SELECT $1, $2, tag, type, position, id FROM given CROSS JOIN unnest(tags) tag
       ), annotations AS (
         INSERT INTO annotation (id, org_id, dataset_id, item_key, kind, label, confidence, geometry, source, since_revision)
         SELECT gen_random_uuid(), $1, $2, key, 'CLASSIFICATION', l.label, l.confidence, '{}', 'PUBLISHER', since
         FROM given CROSS JOIN LATERAL jsonb_to_recordset(labels) AS l (label text, confidence float8)
       )
       INSERT INTO item_asset (org_id, item_id, role, asset_id)
       SELECT $1, id, 'TRANSCRIPT'::"AssetRole", ($4::jsonb->>'text/vtt')::uuid FROM given WHERE "hasTranscript"
       UNION ALL SELECT $1, id, 'PRIMARY', ($4::jsonb->>"contentType")::uuid FROM given WHERE "contentType" IS NOT NULL`,
      [this.dataset.orgId, this.dataset.id, JSON.stringify(rows), JSON.stringify(this.#fileIds)],
    );
    await indexSeeds(this.#made.databases.system, this.dataset);
  }

  async #clearStage(): Promise<void> {
    if (!this.rows.some(({ since }) => since > this.revision)) return;
    await this.#run('DELETE FROM item WHERE dataset_id = $1 AND since_revision > $2', [this.dataset.id, this.revision]);
    await this.#run('DELETE FROM annotation WHERE dataset_id = $1 AND since_revision > $2', [
      this.dataset.id,
      this.revision,
    ]);
    this.rows = this.rows.filter(({ since }) => since <= this.revision);
  }

  /** Deletes a row for good. Its revisions have one item less. */
  async #delete(doomed: ItemRow): Promise<void> {
    const { key, since, until } = doomed;
    await this.#run('DELETE FROM item WHERE dataset_id = $1 AND key = $2 AND since_revision = $3', [
      this.dataset.id,
      key,
      since,
    ]);
    await this.#run(
      `UPDATE dataset_revision SET item_count = item_count - 1
       WHERE dataset_id = $1 AND number >= $2 AND ($3::integer IS NULL OR number < $3)`,
      [this.dataset.id, since, until],
    );
    this.rows = this.rows.filter((row) => row !== doomed);
  }

  async #run(text: string, values: unknown[]): Promise<void> {
    await this.#made.databases.systemPool.query(text, values);
  }
}

function pick<Value>(values: readonly Value[], index: number): Value | undefined {
  return values[index % Math.max(1, values.length)];
}
