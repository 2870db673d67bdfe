import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

const itemsQuery = `{
  dataset(organizationSlug: "acme", slug: "birds") {
    items(first: 10) {
      edges {
        node {
          key
          content {
            primary { byteSize signedUrl { url } processing { task state reason } }
            ... on VideoContent { poster { signedUrl { url } } }
          }
          thumbnail { signedUrl { url } }
        }
      }
    }
    found: items(first: 10, filter: { text: "Ishmael", types: [DOCUMENT] }) { edges { node { key } } }
  }
}`;

interface Link {
  signedUrl: { url: string };
}

interface ViewedItem {
  key: string;
  content: {
    primary: Link & { byteSize: number; processing: { task: string; state: string; reason: string | null }[] };
    poster?: Link | null;
  };
  thumbnail: Link | null;
}

interface Answer {
  dataset: { items: Connection<ViewedItem>; found: Connection<{ key: string }> };
}

interface Connection<Node> {
  edges: { node: Node }[];
}

/** Signs in and views the dataset as the viewer does: its page, its items, their files and their derived assets. */
export async function viewItems(url: string, account: { email: string; password: string }) {
  await checkPage(url);
  const cookie = await signIn(url, account);
  const { dataset } = await untilProcessed(url, cookie);
  const items = dataset.items.edges.map(({ node }) => node);
  assert.deepEqual(items.map(({ key }) => key).sort(), ['document', 'film', 'picture']);
  assert.deepEqual(dataset.found.edges, [{ node: { key: 'document' } }], 'The text of the PDF is not found.');
  for (const { key, content, thumbnail } of items) {
    const bytes = await download(content.primary);
    assert.equal(bytes.length, content.primary.byteSize, `${key} is not delivered whole.`);
    const picture = thumbnail ?? content.poster;
    assert(picture, `${key} has no thumbnail.`);
    assert((await download(picture)).length > 500, `The thumbnail of ${key} is empty.`);
  }
}

async function checkPage(url: string) {
  const page = await fetch(url);
  assert.equal(page.status, 200);
  const [, script] = /<script[^>]* src="([^"]+)"/.exec(await page.text()) ?? [];
  assert(script, 'The page loads no script.');
  assert.equal((await fetch(new URL(script, url))).status, 200);
}

async function untilProcessed(url: string, cookie: string): Promise<Answer> {
  const deadline = Date.now() + 90_000;
  for (;;) {
    const answer = (await ask(url, cookie, itemsQuery)) as Answer;
    const tasks = answer.dataset.items.edges.flatMap(({ node: { content } }) => content.primary.processing);
    const failed = tasks.filter(({ state }) => state === 'FAILED');
    assert.deepEqual(failed, []);
    const isSettled = tasks.every(({ state }) => state === 'DONE' || state === 'NOT_APPLICABLE');
    if (tasks.length > 0 && isSettled) return answer;
    assert(Date.now() < deadline, `The worker has not finished after 90 s: ${JSON.stringify(tasks)}`);
    await sleep(300);
  }
}

async function signIn(url: string, account: { email: string; password: string }): Promise<string> {
  const document = 'mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }';
  const response = await post(url, '', document, { input: account });
  const { data } = (await response.json()) as { data: { signIn: { __typename: string } } };
  assert.equal(data.signIn.__typename, 'SignInSuccess');
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function ask(url: string, cookie: string, query: string): Promise<unknown> {
  const { data, errors } = (await (await post(url, cookie, query)).json()) as { data?: unknown; errors?: unknown };
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data;
}

function post(url: string, cookie: string, query: string, variables = {}) {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-vitrine-csrf': 'image-tree', cookie },
    body: JSON.stringify({ query, variables }),
  });
}

async function download({ signedUrl }: Link): Promise<Buffer> {
  const response = await fetch(signedUrl.url);
  assert.equal(response.status, 200, `A signed URL is refused with ${response.status}.`);
  return Buffer.from(await response.arrayBuffer());
}
