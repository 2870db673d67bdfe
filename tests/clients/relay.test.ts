import {
  createOperationDescriptor,
  Environment,
  fetchQuery,
  type GraphQLResponse,
  getFragment,
  getRequest,
  getSingularSelector,
  Network,
  RecordSource,
  Store,
} from 'relay-runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compileRelay, type RelayProject } from './compile-relay.ts';
import { keys, report, thousandItems } from './thousand-items.ts';

const endpoint = thousandItems();
let project: RelayProject | undefined;
beforeAll(async () => {
  project = await compileRelay();
});
afterAll(() => project?.remove());

test('the compiler accepts the schema, and what is written against it', () => {
  expect(project!.output).toMatch(/Compilation completed/i);
  expect(project!.output).not.toMatch(/error|warning/i);
  console.log(`clients: relay-compiler accepts the schema`);
});

interface Connection {
  totalCount: number;
  edges: { node: { key: string } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

test('relay-runtime pages through 1,000 items, each exactly once', async () => {
  const { url, headers } = endpoint();
  const environment = new Environment({
    network: Network.create(async ({ text }, variables) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ query: text, variables }),
      });
      return (await response.json()) as GraphQLResponse;
    }),
    store: new Store(new RecordSource()),
  });
  const first = await project!.load('itemsQuery');
  const next = await project!.load('itemsPaginationQuery');
  const fragment = getFragment(await project!.load('items_dataset'));
  const variables = {
    organization: 'lumen',
    slug: 'birds',
    count: 40,
    orderBy: { field: 'BYTE_SIZE', direction: 'DESC' },
  };
  const operation = createOperationDescriptor(getRequest(first), variables);
  // Retains the operation as a mounted page does. Otherwise the store deletes data that no page uses.
  const { dispose } = environment.retain(operation);
  await fetchQuery(environment, first, variables).toPromise();

  const read = (): { id: string; connection: Connection } => {
    const { dataset } = environment.lookup(operation.fragment).data as { dataset: { __id: string } };
    const selector = getSingularSelector(fragment, dataset);
    const { items } = environment.lookup(selector).data as { items: Connection };
    return { id: dataset.__id, connection: items };
  };
  let pages = 1;
  for (let { id, connection } = read(); connection.pageInfo.hasNextPage; { id, connection } = read()) {
    const { count, orderBy } = variables;
    await fetchQuery(environment, next, {
      id,
      count,
      orderBy,
      cursor: connection.pageInfo.endCursor,
    }).toPromise();
    pages += 1;
  }
  const { connection } = read();
  dispose();
  const seen = connection.edges.map(({ node }) => node.key);
  expect(seen).toHaveLength(keys.length);
  expect(new Set(seen)).toEqual(new Set(keys));
  expect(connection.totalCount).toBe(keys.length);
  report('relay-runtime', seen, pages);
});
