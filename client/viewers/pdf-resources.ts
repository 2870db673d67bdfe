import * as strings from './strings.ts';

// URLs from the build of files that some PDFs need but do not contain. The files are in node_modules, outside the
// client's folder, which is the root of the build.
const fonts = import.meta.glob<string>('../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', {
  query: '?url',
  import: 'default',
  eager: true,
});
const maps = import.meta.glob<string>('../../node_modules/pdfjs-dist/cmaps/*.bcmap', {
  query: '?url',
  import: 'default',
  eager: true,
});

async function load(urls: Record<string, string>, name: string): Promise<Uint8Array> {
  const url = Object.entries(urls).find(([path]) => path.endsWith(`/${name}`))?.[1];
  if (!url) throw new Error(strings.missingResource(name));
  const response = await fetch(url);
  if (!response.ok) throw new Error(strings.resourceFailed(name));
  return new Uint8Array(await response.arrayBuffer());
}

/** Provides the standard fonts that PDFs may use without embedding them. */
export class PdfFonts {
  fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    return load(fonts, filename);
  }
}

/** Provides the maps from codes to characters that PDFs in Chinese, Japanese and Korean may omit. */
export class PdfMaps {
  async fetch({ name }: { name: string }): Promise<{ cMapData: Uint8Array; isCompressed: boolean }> {
    return { cMapData: await load(maps, `${name}.bcmap`), isCompressed: true };
  }
}
