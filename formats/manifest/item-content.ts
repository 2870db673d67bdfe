import type { AnnotationKind, AssetRole, ItemType } from './names.ts';

/** A manifest line that was found sound in itself. What it refers to has not been looked up. */
export type ItemContent =
  | { line: number; key: string; remove: true }
  | {
      line: number;
      key: string;
      remove: false;
      type: ItemType;
      title: string | null;
      /** Each once, in the order given. */
      tags: string[];
      /** Canonical JSON: keys sorted, no spaces. */
      metadata: string;
      createdAt: Date | null;
      assets: AssetReference[];
      annotations: AnnotationContent[];
    };

export type NamedItem = Extract<ItemContent, { remove: false }>;

export interface AssetReference {
  role: AssetRole;
  /** The place among the files of the same role. */
  ordinal: number;
  sha256: string;
  contentType: string | null;
  /** Null for none; undefined for the one it was declared under. */
  filename: string | null | undefined;
}

export interface AnnotationContent {
  kind: AnnotationKind;
  label: string;
  confidence: number | null;
  /** In fractions of the picture where it has a place there. */
  geometry: Record<string, unknown>;
}
