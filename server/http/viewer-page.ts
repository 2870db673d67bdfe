import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { constants } from 'node:zlib';
import { type EncodedText, encodeText } from '../protocol/encoded-text.ts';

export interface PageOptions {
  /** The folder of the built viewer. */
  folder: string;
  /** Base path of the server, such as `/vitrine`. Empty if the server is at the root of its host. */
  basePath: string;
  /** Whether the viewer has a link to GraphiQL. */
  hasGraphiql: boolean;
}

/**
 * Returns a function that reads the page of the viewer, `index.html`. The build refers to its files by relative paths.
 * They are made absolute with `basePath`, because the URL of a page can have any depth.
 */
export function viewerPage({ folder, basePath, hasGraphiql }: PageOptions) {
  const file = join(folder, 'index.html');
  let rendered: { version: string; page: EncodedText } | null = null;

  /** Returns null if the viewer is not built. */
  return async (): Promise<EncodedText | null> => {
    const found = await stat(file).catch(() => null);
    if (!found) return null;
    const version = `${found.mtimeMs} ${found.size}`;
    if (rendered?.version !== version) {
      const html = withSwitches(withBasePath(await readFile(file, 'utf8'), basePath), hasGraphiql);
      rendered = { version, page: await encodeText(html, constants.BROTLI_MAX_QUALITY) };
    }
    return rendered.page;
  };
}

function withSwitches(html: string, hasGraphiql: boolean): string {
  return hasGraphiql
    ? html
    : html.replace('name="vitrine-graphiql" content="on"', 'name="vitrine-graphiql" content="off"');
}

function withBasePath(html: string, basePath: string): string {
  return html
    .replaceAll(/(src|href)="\.\//g, `$1="${basePath}/`)
    .replace('name="vitrine-base-path" content=""', `name="vitrine-base-path" content="${basePath}"`);
}
