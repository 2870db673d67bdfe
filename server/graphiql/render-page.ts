import { createHash } from 'node:crypto';
import { csrfHeader, graphiqlMark } from '../csrf-header.ts';
import { type EncodedText, encodeText } from '../protocol/encoded-text.ts';
import { examples } from './examples.ts';
import { openStoredTab } from './open-stored-tab.ts';

export interface Page extends EncodedText {
  contentSecurityPolicy: string;
}

type LoadRenderer = () => Promise<Pick<typeof import('@graphql-yoga/render-graphiql'), 'renderGraphiQL'>>;
const loadRenderer: LoadRenderer = () => import('@graphql-yoga/render-graphiql');

const pages = new Map<string, Promise<Page>>();

/**
 * Returns GraphiQL as one page that loads nothing from other sites. It sends requests as the user who is signed in. The
 * page is rendered at the first request, because the package has 30 MB of text that most servers never need.
 */
export function graphiqlPage(basePath: string, load: LoadRenderer = loadRenderer): Promise<Page> {
  const page = pages.get(basePath) ?? render(basePath, load);
  pages.set(basePath, page);
  // After a failure, the page is rendered again at the next request.
  page.catch(() => pages.delete(basePath));
  return page;
}

async function render(basePath: string, load: LoadRenderer): Promise<Page> {
  const { renderGraphiQL } = await load();
  const rendered = renderGraphiQL({
    title: 'GraphiQL · Vitrine',
    favicon: `${basePath}/favicon.svg`,
    logo: `<a href="${basePath}/" aria-label="Back to Vitrine"><img src="${basePath}/favicon.svg" alt="" width="32" height="32"></a>`,
    endpoint: `${basePath}/graphql`,
    credentials: 'same-origin',
    additionalHeaders: { [csrfHeader]: graphiqlMark },
    subscriptionsProtocol: 'SSE',
    inputValueDeprecation: true,
    schemaDescription: true,
    // Headers are not stored in the browser, because they may contain a token.
    shouldPersistHeaders: false,
    defaultTabs: examples,
  });
  const html = withHead(withStoredTab(rendered), head);
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, script]) => `'sha256-${sha256(script!)}'`,
  );
  return {
    ...(await encodeText(html, brotliQuality)),
    // The editor sets inline styles and runs workers from blob: URLs.
    contentSecurityPolicy: [
      "default-src 'none'",
      `script-src ${scripts.join(' ')}`,
      "style-src 'unsafe-inline'",
      "img-src 'self' data:",
      'font-src data:',
      'worker-src blob:',
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
  };
}

/** Brotli quality. At the highest quality, compressing the large page would take half a minute. */
const brotliQuality = 5;

const renderCall = 'YogaGraphiQL.renderYogaGraphiQL(';

/** Passes the options through `openStoredTab` in the browser. */
function withStoredTab(html: string): string {
  const at = html.lastIndexOf(renderCall);
  if (at < 0) throw new Error('The page of @graphql-yoga/render-graphiql has changed.');
  const call = `(${openStoredTab})((root, options) => ${renderCall}root, options))(`;
  return html.slice(0, at) + call + html.slice(at + renderCall.length);
}

function withHead(html: string, elements: string): string {
  return html.replace('</head>', () => `${elements}</head>`);
}

// Stops a tab from moving while the mouse button is down on it. Otherwise a click would miss it.
const styles = `
.graphiql-tab { transform: none !important; }
@media (max-width: 700px) {
  #graphiql-session { flex-direction: column; }
  .graphiql-horizontal-drag-bar, .graphiql-logo span { display: none; }
  .graphiql-tabs { overflow-x: auto; }
}`;
const head = `<meta name="viewport" content="width=device-width, initial-scale=1"><style>${styles}</style>`;

function sha256(text: string) {
  return createHash('sha256').update(text).digest('base64');
}
