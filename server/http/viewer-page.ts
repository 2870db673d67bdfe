import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import fresh from 'fresh';
import { type ContentEncoding, preferredEncoding } from './content-encoding.ts';
import { entityTag, hashContent } from './entity-tag.ts';

/** Text that is sent to every client, in each encoding. */
export interface EncodedText {
  hash: string;
  bodies: Record<ContentEncoding, Buffer>;
}

export async function encodeText(text: string, brotliQuality: number): Promise<EncodedText> {
  const body = Buffer.from(text);
  return {
    hash: hashContent(body),
    bodies: {
      br: await promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } }),
      gzip: await promisify(gzip)(body),
      identity: body,
    },
  };
}

/** Sends a text with its validator, or 304 if the client has it. Sets the headers that depend on the encoding. */
export function sendEncoded(request: IncomingMessage, response: ServerResponse, { hash, bodies }: EncodedText) {
  const encoding = preferredEncoding(request);
  const etag = entityTag(hash, encoding);
  response.setHeader('etag', etag);
  response.appendHeader('vary', 'accept-encoding');
  if (fresh(request.headers, { etag })) {
    response.writeHead(304).end();
    return;
  }
  if (encoding !== 'identity') response.setHeader('content-encoding', encoding);
  response.setHeader('content-length', bodies[encoding].length);
  response.end(request.method === 'HEAD' ? undefined : bodies[encoding]);
}

export interface PageOptions {
  /** The folder of the built viewer. */
  folder: string;
  /** The path under which the server is reached, such as `/vitrine`. Empty for the root of its host. */
  basePath: string;
  /** Whether the viewer has a link to GraphiQL. */
  hasGraphiql: boolean;
}

/**
 * Returns the page of the viewer, `index.html`, for a server that is reached under `basePath`. The build refers to its
 * files by relative paths. They are made absolute here, because the address of a page can have any depth.
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
