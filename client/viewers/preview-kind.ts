import { essenceOf } from '#formats/content-type.ts';
import { tableFormatOf } from '#formats/tables/table-format.ts';
import { isTranscriptType } from '#formats/transcript-types.ts';
import { isWebImage } from '#formats/web-images.ts';

/** Kind of preview of a file. `unknown` may be text: its first bytes decide. */
export type PreviewKind = 'picture' | 'pages' | 'table' | 'tree' | 'text' | 'unknown' | 'none';

/** Chooses the preview of a file by its content type, and by its extension if the type is too general. */
export function previewKindOf(contentType: string, name: string): PreviewKind {
  const type = essenceOf(contentType);
  const extension = /\.([^./]+)$/.exec(name.toLowerCase())?.[1] ?? '';
  if (isWebImage(type)) return 'picture';
  if (type === 'application/pdf') return 'pages';
  if (tableFormatOf(type, name)) return 'table';
  if (/[/+]json$/.test(type) || ['json', 'geojson'].includes(extension)) return 'tree';
  if (type.startsWith('text/') || isTranscriptType(type)) return 'text';
  if (/[/+](xml|yaml|toml|x-ndjson|javascript|x-sh)$/.test(type)) return 'text';
  return /^(image|audio|video|font|model)\//.test(type) ? 'none' : 'unknown';
}
