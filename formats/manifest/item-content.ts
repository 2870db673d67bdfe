import type { AnnotationKind, AssetRole, ItemType } from './names.ts';

/** Content of a valid manifest line. The existence of its files has not been checked yet. */
export type ItemContent =
  | { line: number; key: string; remove: true }
  | {
      line: number;
      key: string;
      remove: false;
      type: ItemType;
      title: string | null;
      /** Tags without duplicates, in their given order. */
      tags: string[];
      /** Metadata as canonical JSON, with sorted keys and without spaces. */
      metadata: string;
      createdAt: Date | null;
      assets: AssetReference[];
      annotations: AnnotationContent[];
    };

export type NamedItem = Extract<ItemContent, { remove: false }>;

export interface AssetReference {
  role: AssetRole;
  /** Index among the files with the same role. */
  ordinal: number;
  sha256: string;
  contentType: string | null;
  /** Filename. Null if the line sets it to null. Undefined if the declared filename of the file applies. */
  filename: string | null | undefined;
}

export interface AnnotationContent {
  kind: AnnotationKind;
  label: string;
  confidence: number | null;
  /** Geometry with fractions of the picture as coordinates. Empty if the annotation has no place in a picture. */
  geometry: Record<string, unknown>;
}
