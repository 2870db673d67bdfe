import { essenceOf } from './content-type.ts';
import { contentTypeFits } from './manifest/content-type-fits.ts';
import type { ItemType } from './manifest/names.ts';
import { isTranscriptType, transcriptTypes } from './transcript-types.ts';

/** Content type of files whose type is unknown. */
export const unknownContentType = 'application/octet-stream';

/** Content types, with the extensions of their files. Each extension occurs once. */
export const extensionsOf: Readonly<Record<string, string>> = {
  // Images
  'image/jpeg': 'jpg jpeg jpe jfif pjpeg pjp',
  'image/png': 'png',
  'image/apng': 'apng',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/svg+xml': 'svg svgz',
  'image/bmp': 'bmp dib',
  'image/vnd.microsoft.icon': 'ico cur',
  'image/tiff': 'tif tiff',
  'image/heic': 'heic heics',
  'image/heif': 'heif heifs hif',
  'image/jxl': 'jxl',
  'image/jp2': 'jp2 j2k jpf jpx jpm j2c jpc',
  'image/vnd.adobe.photoshop': 'psd psb',
  'image/x-tga': 'tga targa icb vda vst',
  'image/x-portable-pixmap': 'ppm',
  'image/x-portable-graymap': 'pgm',
  'image/x-portable-bitmap': 'pbm',
  'image/x-portable-anymap': 'pnm pam pfm',
  'image/x-pcx': 'pcx',
  'image/qoi': 'qoi',
  'image/x-exr': 'exr',
  'image/vnd.radiance': 'hdr',
  'image/x-sgi': 'sgi rgb rgba bw',
  'image/x-dpx': 'dpx',
  'image/vnd-ms.dds': 'dds',
  'image/x-xbitmap': 'xbm',
  'image/x-xpixmap': 'xpm',
  'image/x-cmu-raster': 'ras',
  'image/fits': 'fits fit fts',
  'image/jls': 'jls',
  'image/x-adobe-dng': 'dng',
  'image/x-canon-cr2': 'cr2',
  'image/x-canon-cr3': 'cr3',
  'image/x-nikon-nef': 'nef',
  'image/x-sony-arw': 'arw',
  'image/x-olympus-orf': 'orf',
  'image/x-panasonic-rw2': 'rw2',
  'image/x-fuji-raf': 'raf',
  // Videos
  'video/mp4': 'mp4 m4v mp4v',
  'video/quicktime': 'mov qt',
  'video/webm': 'webm',
  'video/x-matroska': 'mkv mk3d',
  'video/x-msvideo': 'avi divx',
  'video/x-ms-wmv': 'wmv',
  'video/x-ms-asf': 'asf',
  'video/mpeg': 'mpg mpeg mpe m1v m2v vob',
  'video/mp2t': 'm2ts m2t',
  'video/ogg': 'ogv ogm',
  'video/3gpp': '3gp 3gpp',
  'video/3gpp2': '3g2',
  'video/x-flv': 'flv f4v',
  'video/mxf': 'mxf',
  // Sound
  'audio/mpeg': 'mp3 mp2 mpga',
  'audio/mp4': 'm4a m4b mp4a',
  'audio/aac': 'aac adts',
  'audio/wav': 'wav wave bwf',
  'audio/flac': 'flac',
  'audio/ogg': 'ogg oga opus spx',
  'audio/aiff': 'aif aiff aifc',
  'audio/x-caf': 'caf',
  'audio/amr': 'amr awb',
  'audio/ac3': 'ac3',
  'audio/eac3': 'eac3 ec3',
  'audio/x-ms-wma': 'wma',
  'audio/x-wavpack': 'wv',
  'audio/x-ape': 'ape',
  'audio/x-tta': 'tta',
  'audio/vnd.dts': 'dts',
  'audio/basic': 'au snd',
  'audio/webm': 'weba',
  'audio/x-matroska': 'mka',
  'audio/midi': 'mid midi',
  // Transcripts
  ...transcriptTypes,
  // Texts
  'text/plain': 'txt text log asc nfo diz me conf cfg ini properties env gitignore editorconfig diff patch',
  'text/markdown': 'md markdown mkd mdx qmd rmd',
  'text/x-rst': 'rst rest',
  'text/x-asciidoc': 'adoc asciidoc',
  'text/x-org': 'org',
  'text/x-tex': 'tex latex ltx sty cls bib',
  'text/x-python': 'py pyi pyw',
  'text/x-rust': 'rs',
  'text/x-go': 'go',
  'text/x-c': 'c h',
  'text/x-c++': 'cpp cc cxx hpp hh hxx',
  'text/x-csharp': 'cs',
  'text/x-java': 'java',
  'text/x-kotlin': 'kt kts',
  'text/x-swift': 'swift',
  'text/x-scala': 'scala',
  'text/x-ruby': 'rb',
  'text/x-php': 'php',
  'text/x-perl': 'pl pm',
  'text/x-lua': 'lua',
  'text/x-r': 'r',
  'text/x-julia': 'jl',
  'text/x-haskell': 'hs',
  'text/x-elixir': 'ex exs',
  'text/x-erlang': 'erl',
  'text/x-clojure': 'clj cljs',
  'text/x-dart': 'dart',
  'text/x-zig': 'zig',
  'text/x-typescript': 'ts tsx cts mts',
  'text/x-javascript': 'js jsx mjs cjs',
  'text/x-vue': 'vue svelte astro',
  'text/x-shellscript': 'sh bash zsh fish',
  'text/x-powershell': 'ps1 psm1',
  'text/x-batch': 'bat cmd',
  'text/x-sql': 'sql',
  'text/x-graphql': 'graphql gql',
  'text/x-protobuf': 'proto',
  'text/x-dockerfile': 'dockerfile',
  'text/x-makefile': 'mk make',
  'text/x-cmake': 'cmake',
  'text/x-terraform': 'tf hcl',
  'text/x-nix': 'nix',
  'text/css': 'css',
  'text/x-scss': 'scss sass less',
  'text/calendar': 'ics',
  'text/vcard': 'vcf',
  // Data
  'text/csv': 'csv',
  'text/tab-separated-values': 'tsv tab',
  'text/html': 'html htm xhtml',
  'application/json': 'json geojson',
  'application/x-ndjson': 'ndjson jsonl',
  'application/ld+json': 'jsonld',
  'application/x-ipynb+json': 'ipynb',
  'application/xml': 'xml xsd xsl xslt gpx kml rss atom',
  'application/yaml': 'yaml yml',
  'application/toml': 'toml',
  'application/vnd.apache.parquet': 'parquet',
  'application/vnd.apache.arrow.file': 'arrow feather',
  'application/vnd.sqlite3': 'sqlite sqlite3 db',
  'application/x-hdf5': 'h5 hdf5',
  'application/x-npy': 'npy npz',
  'application/wasm': 'wasm',
  // Documents
  'application/pdf': 'pdf',
  'application/epub+zip': 'epub',
  'application/rtf': 'rtf',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  // Models and archives
  'model/gltf-binary': 'glb',
  'model/gltf+json': 'gltf',
  'model/obj': 'obj',
  'model/stl': 'stl',
  'model/ply': 'ply',
  'application/zip': 'zip',
  'application/gzip': 'gz tgz',
  'application/x-tar': 'tar',
  'application/x-bzip2': 'bz2',
  'application/x-xz': 'xz',
  'application/zstd': 'zst',
  'application/x-7z-compressed': '7z',
  'application/vnd.rar': 'rar',
};

const contentTypeOfExtension = new Map(
  Object.entries(extensionsOf).flatMap(([contentType, extensions]) =>
    extensions.split(' ').map((extension): [string, string] => [extension, contentType]),
  ),
);

/** Names of text files that have no extension. */
export const textFileNames: readonly string[] =
  'readme license licence copying authors changelog changes notice todo makefile dockerfile'.split(' ');

/** Returns the extension of a filename in lower case, without its dot. Returns an empty string if the name has none. */
export function extensionOf(path: string): string {
  return /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}

/** Returns the content type of a file by its name. Returns `application/octet-stream` for unknown names. */
export function contentTypeOfName(path: string): string {
  const name = path.split(/[\\/]/).at(-1)!.toLowerCase();
  if (textFileNames.includes(name)) return 'text/plain';
  return contentTypeOfExtension.get(extensionOf(name)) ?? unknownContentType;
}

/** Returns the item type for a file with this content type. */
export function itemTypeOfContentType(contentType: string): ItemType {
  const essence = essenceOf(contentType);
  const [family = ''] = essence.split('/', 1);
  if (family === 'image') return 'IMAGE';
  if (family === 'video') return 'VIDEO';
  if (family === 'audio') return 'AUDIO';
  if (contentTypeFits(essence, 'DOCUMENT', 'PRIMARY')) return 'DOCUMENT';
  if (contentTypeFits(essence, 'TABLE', 'PRIMARY')) return 'TABLE';
  // Transcripts and data are items of the type FILE, which has separate viewers for them.
  if (isTranscriptType(essence) || /^text\/(html|calendar|vcard)$/.test(essence)) return 'FILE';
  return family === 'text' ? 'TEXT' : 'FILE';
}
