import { expect, test } from 'vitest';
import * as manifest from '#formats/manifest/names.ts';
import * as stored from '#prisma/client/enums.ts';

/* A missing name on either side is also a compile error. */
test('manifests and the database have the same names', () => {
  expect(manifest.itemTypes satisfies readonly stored.ItemType[]).toEqual(
    Object.values(stored.ItemType) satisfies manifest.ItemType[],
  );
  expect(manifest.annotationKinds satisfies readonly stored.AnnotationKind[]).toEqual(
    Object.values(stored.AnnotationKind) satisfies manifest.AnnotationKind[],
  );
  expect(Object.keys(manifest.assetRoles satisfies Record<stored.AssetRole, object>)).toEqual(
    Object.values(stored.AssetRole) satisfies manifest.AssetRole[],
  );
  const modes: Record<manifest.IngestMode, stored.IngestMode> = { REPLACE: 'REPLACE', APPEND: 'APPEND' };
  expect(Object.keys(modes)).toEqual(Object.values(stored.IngestMode) satisfies manifest.IngestMode[]);
});
