import { createReadStream, existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import mime from 'mime';

/** The built viewer. Files with a hash in their name are kept by browsers for ever; every other path is the one page. */
export function staticFiles(folder: string, contentSecurityPolicy: string) {
  const root = resolve(folder);

  return async (request: IncomingMessage, response: ServerResponse) => {
    const path = decodePath(request.url ?? '/');
    const file = path === null ? null : await findFile(path);
    if (file) await sendFile(request, response, file);
    // A page of the viewer, but not a file that is missing.
    else if (path === null || extname(path) !== '')
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found.\n');
    else await sendPage(response);
  };

  async function findFile(path: string) {
    const file = join(root, normalize(path));
    if (!file.startsWith(root + sep) || file === join(root, 'index.html')) return null;
    const found = await stat(file).catch(() => null);
    return found?.isFile() ? { path: file, byteSize: found.size, changedAt: found.mtime } : null;
  }

  async function sendFile(
    request: IncomingMessage,
    response: ServerResponse,
    file: { path: string; byteSize: number; changedAt: Date },
  ) {
    const compressed = ['br', 'gz'].find((ending) => accepts(request, ending) && existsSync(`${file.path}.${ending}`));
    response.setHeader('content-type', mime.getType(file.path) ?? 'application/octet-stream');
    response.setHeader(
      'cache-control',
      file.path.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
    );
    response.setHeader('vary', 'accept-encoding');
    if (compressed) response.setHeader('content-encoding', compressed === 'br' ? 'br' : 'gzip');
    else response.setHeader('content-length', file.byteSize);
    const content = createReadStream(compressed ? `${file.path}.${compressed}` : file.path);
    await pipeline(request.method === 'HEAD' ? [] : content, response);
  }

  async function sendPage(response: ServerResponse) {
    const page = await readFile(join(root, 'index.html')).catch(() => null);
    if (!page) {
      response.writeHead(503, { 'content-type': 'text/plain' }).end('The viewer is not built. Run: npm run build\n');
      return;
    }
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': contentSecurityPolicy,
    });
    response.end(page);
  }
}

function decodePath(url: string) {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    return path.includes('\0') ? null : path;
  } catch {
    return null;
  }
}

function accepts(request: IncomingMessage, ending: string) {
  const encodings = request.headers['accept-encoding'] ?? '';
  return encodings.includes(ending === 'br' ? 'br' : 'gzip');
}
