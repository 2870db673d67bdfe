import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { csrfHeader } from '../http/recognise-request.ts';
import { examples } from './examples.ts';

export interface Page {
  gzipped: Buffer;
  etag: string;
  contentSecurityPolicy: string;
}

let page: Promise<Page> | null = null;

/**
 * GraphiQL as one page without anything from elsewhere. It asks as the person who is signed in. Made once, when first asked
 * for: the package is 30 MB of text, which a server that nobody explores does not hold.
 */
export function graphiqlPage(): Promise<Page> {
  page ??= render();
  return page;
}

async function render(): Promise<Page> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({
    title: 'Vitrine · GraphiQL',
    endpoint: '/graphql',
    credentials: 'same-origin',
    additionalHeaders: { [csrfHeader]: 'graphiql' },
    subscriptionsProtocol: 'SSE',
    inputValueDeprecation: true,
    schemaDescription: true,
    defaultTabs: examples,
  });
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, script]) => `'sha256-${sha256(script!)}'`,
  );
  return {
    gzipped: gzipSync(html),
    etag: `"${sha256(html).slice(0, 27)}"`,
    // The editor styles itself as it runs, and works in blob: workers.
    contentSecurityPolicy: [
      "default-src 'none'",
      `script-src ${scripts.join(' ')}`,
      "style-src 'unsafe-inline'",
      'img-src data:',
      'font-src data:',
      'worker-src blob:',
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  };
}

function sha256(text: string) {
  return createHash('sha256').update(text).digest('base64');
}
