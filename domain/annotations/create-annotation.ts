import type { Annotation, Prisma } from '#prisma/client/client.ts';
import type { AnnotationKind } from '#prisma/client/enums.ts';
import type { Context } from '../context.ts';
import { requireDataset } from '../datasets/require-dataset.ts';
import { NotFound } from '../errors.ts';
import { createOnce } from '../idempotency.ts';
import { itemsVisibleTo } from '../items/items-visible-to.ts';
import { readAnnotation, readNote } from './read-annotation.ts';
import { requireAnnotator } from './require-annotator.ts';

export interface CreateAnnotationInput {
  itemId: string;
  kind: AnnotationKind;
  label: string;
  confidence?: number | null;
  geometry?: unknown;
  note?: string | null;
  /** Idempotency key, as described at `createOnce`. */
  idempotencyKey?: string | null;
}

/**
 * Creates an annotation of a reviewer. The viewer must be a member who may see the item. A token needs the scope
 * PUBLISH. Later publishes of the dataset keep the annotation.
 */
export async function createAnnotation(
  context: Pick<Context, 'db' | 'viewer'>,
  { itemId, note, idempotencyKey, ...content }: CreateAnnotationInput,
): Promise<Annotation> {
  const { db, viewer } = context;
  const item = await db.item.findFirst({ where: { id: itemId, AND: [itemsVisibleTo(viewer)] } });
  if (!item) throw new NotFound('item');
  await requireDataset(context, { id: item.datasetId });
  const authorId = requireAnnotator(viewer, item.orgId);
  const { geometry, ...checked } = readAnnotation(content);
  const { orgId, datasetId, key: itemKey } = item;
  const data = { ...checked, geometry: geometry as Prisma.InputJsonObject, note: readNote(note), datasetId, itemKey };
  const request = { orgId, operation: 'createAnnotation', idempotencyKey, input: data };
  return db.$transaction((tx) =>
    createOnce(tx, viewer, request, {
      create: (id) => tx.annotation.create({ data: { ...data, id, orgId, source: 'REVIEWER', authorId } }),
      replay: (id) => tx.annotation.findUnique({ where: { orgId_id: { orgId, id } } }),
    }),
  );
}
