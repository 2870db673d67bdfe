import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, normalize, relative, resolve, sep } from 'node:path';
import mime from 'mime';
import send from 'send';
import { type ContentEncoding, preferredEncoding } from '../protocol/content-encoding.ts';
import { entityTag, hashContent } from '../protocol/entity-tag.ts';

const suffixes: Record<ContentEncoding, string> = { br: '.br', gzip: '.gz', identity: '' };
const immutable = 'public, max-age=31536000, immutable';

/** Headers that only affect documents. Other files omit them, because a first visit loads many files. */
const documentHeaders = ['permissions-policy', 'cross-origin-opener-policy', 'referrer-policy'];
const isDocument = (type: string) => /html|xml/.test(type);

interface StaticFile {
  path: string;
  hash: string;
  encoding: ContentEncoding;
}

/**
 * Serves the files of a folder with validators, ranges, and the encoding that the client prefers, if the build has
 * created it. Files under /assets have a hash in their names, so browsers may cache them forever.
 *
 * The returned function resolves to false if the file does not exist, or if it is the page of the viewer. The content
 * and headers of that page depend on the server.
 */
export function staticFiles(folder: string) {
  const root = resolve(folder);
  const hashOf = contentHashes();

  async function findFile(request: IncomingMessage, pathname: string): Promise<StaticFile | null> {
    const file = resolvePath(root, pathname);
    if (file === null || isPage(root, file)) return null;
    const hash = await hashOf(file);
    if (hash === null) return null;
    const preferred = preferredEncoding(request);
    const encoding = existsSync(file + suffixes[preferred]) ? preferred : 'identity';
    return { path: file, hash, encoding };
  }

  return async (request: IncomingMessage, response: ServerResponse, pathname: string): Promise<boolean> => {
    const file = await findFile(request, pathname);
    if (!file) return false;
    const { path, hash, encoding } = file;
    const type = contentType(path);
    response.setHeader('content-type', type);
    if (!isDocument(type)) for (const name of documentHeaders) response.removeHeader(name);
    response.setHeader('cache-control', path.startsWith(join(root, 'assets') + sep) ? immutable : 'no-cache');
    response.setHeader('vary', 'accept-encoding');
    response.setHeader('etag', entityTag(hash, encoding));
    if (encoding !== 'identity') response.setHeader('content-encoding', encoding);
    await sendFile(request, response, path + suffixes[encoding]);
    return true;
  };
}

function sendFile(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
  return new Promise((settle, reject) => {
    response.once('close', settle);
    send(request, encodeURI(path), { cacheControl: false, dotfiles: 'allow', index: false })
      .on('error', (error: Error & { status?: number; headers?: Record<string, string> }) => {
        if (response.headersSent || error.status === undefined || error.status >= 500) return reject(error);
        for (const name of ['content-encoding', 'cache-control', 'etag', 'last-modified']) response.removeHeader(name);
        response.writeHead(error.status, { ...error.headers, 'content-type': 'text/plain; charset=utf-8' });
        response.end(`${error.message}.\n`);
      })
      .pipe(response);
  });
}

/** Returns a function that hashes the content of a file, and keeps the hash until the file changes. */
function contentHashes() {
  const known = new Map<string, { version: string; hash: string }>();
  return async (file: string): Promise<string | null> => {
    const found = await stat(file).catch(() => null);
    if (!found?.isFile()) return null;
    const version = `${found.mtimeMs} ${found.size}`;
    const remembered = known.get(file);
    if (remembered?.version === version) return remembered.hash;
    const hash = hashContent(await readFile(file));
    known.set(file, { version, hash });
    return hash;
  };
}

function contentType(path: string): string {
  const type = mime.getType(path) ?? 'application/octet-stream';
  return /^text\/|[/+]json$|javascript$|[+/]xml$/.test(type) ? `${type}; charset=utf-8` : type;
}

/**
 * Returns whether a URL path names `index.html`, the page of the viewer. Recognizes encoded forms such as
 * `//%69ndex.html`.
 */
export function namesPage(folder: string, pathname: string): boolean {
  const root = resolve(folder);
  const file = resolvePath(root, pathname);
  return file !== null && isPage(root, file);
}

// Ignores case, as some file systems do.
function isPage(root: string, file: string): boolean {
  return relative(root, file).toLowerCase() === 'index.html';
}

/** Returns the file that a path of a URL names. Returns null if the file is not in the folder. */
function resolvePath(root: string, pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname);
    const file = join(root, normalize(path));
    return !path.includes('\0') && file.startsWith(root + sep) ? file : null;
  } catch {
    return null;
  }
}
