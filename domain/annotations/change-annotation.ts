import type { Annotation, Prisma } from '#prisma/client/client.ts';
import { may } from '../access/membership.ts';
import { datasetsVisibleTo } from '../access/visible-to.ts';
import type { Context } from '../context.ts';
import { Forbidden, NotFound } from '../errors.ts';
import { readAnnotation, readNote } from './read-annotation.ts';
import { requireAnnotator } from './require-annotator.ts';

export interface UpdateAnnotationInput {
  annotationId: string;
  label?: string | null;
  /** Confidence from 0 to 1. Null removes it. */
  confidence?: number | null;
  geometry?: unknown;
  /** Note of the annotation. Null removes the note. */
  note?: string | null;
}

/**
 * Changes an annotation of a reviewer. Only that reviewer and admins may change it. Properties that the input omits
 * stay unchanged.
 */
export async function updateAnnotation(
  context: Pick<Context, 'db' | 'viewer'>,
  { annotationId, note, ...changes }: UpdateAnnotationInput,
): Promise<Annotation> {
  const annotation = await requireOwnAnnotation(context, annotationId);
  const { geometry, ...checked } = readAnnotation({
    kind: annotation.kind,
    label: changes.label ?? annotation.label,
    confidence: changes.confidence === undefined ? annotation.confidence : changes.confidence,
    geometry: changes.geometry ?? annotation.geometry,
  });
  return context.db.annotation.update({
    where: { orgId_id: { orgId: annotation.orgId, id: annotation.id } },
    data: {
      ...checked,
      geometry: geometry as Prisma.InputJsonObject,
      note: note === undefined ? annotation.note : readNote(note),
      updatedAt: new Date(),
    },
  });
}

/** Deletes an annotation of a reviewer. Only that reviewer and admins may delete it. */
export async function deleteAnnotation(
  context: Pick<Context, 'db' | 'viewer'>,
  { annotationId }: { annotationId: string },
): Promise<Annotation> {
  const { id } = await requireOwnAnnotation(context, annotationId);
  const annotation = await context.db.annotation.findFirst({ where: { id } });
  const { count } = await context.db.annotation.deleteMany({ where: { id } });
  if (!annotation || count === 0) throw new NotFound('annotation');
  return annotation;
}

async function requireOwnAnnotation({ db, viewer }: Pick<Context, 'db' | 'viewer'>, id: string): Promise<Annotation> {
  const annotation = await db.annotation.findFirst({ where: { id, dataset: datasetsVisibleTo(viewer) } });
  if (!annotation) throw new NotFound('annotation');
  const userId = requireAnnotator(viewer, annotation.orgId);
  if (annotation.source === 'PUBLISHER') {
    throw new Forbidden('This annotation was published with the item. Publish the item again to change it.');
  }
  if (annotation.authorId !== userId && !may(viewer, 'ADMIN', annotation.orgId)) {
    throw new Forbidden('Only admins and the author of an annotation can change it.');
  }
  return annotation;
}
