import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { sendEncoded } from '../protocol/encoded-text.ts';
import { acceptsHtml, isProgramPath, refuseUnknownPath } from '../protocol/refuse-request.ts';
import { namesPage, staticFiles } from './static-files.ts';
import { type PageOptions, viewerPage } from './viewer-page.ts';

export interface ViewerOptions extends PageOptions {
  contentSecurityPolicy: string;
}

/**
 * Serves the built viewer: its files, and its page for every other path that can be a page. The viewer itself shows an
 * error for pages that do not exist. Clients that do not accept HTML are refused.
 */
export function viewerHandler({ contentSecurityPolicy, ...options }: ViewerOptions) {
  const sendFile = staticFiles(options.folder);
  const readPage = viewerPage(options);

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const pathname = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (await sendFile(request, response, pathname)) return;
    // Refuses a path with an extension, because its file does not exist. Paths under `/o/` are pages, and may contain
    // names with a dot.
    if (extname(pathname) !== '' && !pathname.startsWith('/o/') && !namesPage(options.folder, pathname)) {
      refuseUnknownPath(request, response, 'This file does not exist.');
      return;
    }
    if (isProgramPath(pathname) || !acceptsHtml(request)) {
      refuseUnknownPath(request, response);
      return;
    }
    response.appendHeader('vary', 'accept');
    const page = await readPage();
    if (!page) {
      response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8' });
      response.end('The viewer is not built. Run: npm run build\n');
      return;
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('cache-control', 'no-cache');
    response.setHeader('content-security-policy', contentSecurityPolicy);
    sendEncoded(request, response, page);
  };
}
