import type { ExportFormat } from '../gql/graphql.ts';

/** Export formats in the order in which users see them. */
export const exportFormats: Record<ExportFormat, { name: string; about: string }> = {
  NDJSON: { name: 'NDJSON', about: 'a manifest, to read or to publish again' },
  CROISSANT: { name: 'Croissant', about: 'described for machine learning tools' },
};
