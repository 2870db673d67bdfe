import type { ExportFormat } from '../gql/graphql.ts';

/** The formats of exports, in the order in which they are offered. */
export const exportFormats: Record<ExportFormat, { name: string; about: string }> = {
  NDJSON: { name: 'NDJSON', about: 'a manifest, to read or to publish again' },
  CROISSANT: { name: 'Croissant', about: 'described for machine learning tools' },
};
