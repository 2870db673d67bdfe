import type { AnnotationKind, AssetRole, ItemType } from './names.ts';

/** Content of a valid manifest line. The things that it refers to have not been looked up yet. */
export type ItemContent =
  | { line: number; key: string; remove: true }
  | {
      line: number;
      key: string;
      remove: false;
      type: ItemType;
      title: string | null;
      /** Tags without repetitions, in the order given. */
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
  /** Position among the files of the same role. */
  ordinal: number;
  sha256: string;
  contentType: string | null;
  /** Null for no name. Undefined for the name that the file was declared with. */
  filename: string | null | undefined;
}

export interface AnnotationContent {
  kind: AnnotationKind;
  label: string;
  confidence: number | null;
  /** Geometry in fractions of the picture, if the annotation has a place in a picture. */
  geometry: Record<string, unknown>;
}
