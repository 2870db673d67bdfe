import { auditServer } from 'graphql-http';
import { expect, test } from 'vitest';
import { serve } from '#tests/kit/serve.ts';
import { world } from '#tests/kit/world.ts';

test('all audits of GraphQL over HTTP pass', async () => {
  const lab = await world();
  const { url, stop } = await serve(lab);
  try {
    const results = await auditServer({
      url: `${url}/graphql`,
      fetchFn: (input: string, init?: RequestInit) => {
        const headers = new Headers(init?.headers);
        headers.set('authorization', `Bearer ${lab.alice.token}`);
        return fetch(input, { ...init, headers });
      },
    });
    const notOk = results.filter(({ status }) => status !== 'ok');
    console.log(`graphql-http: ${results.length - notOk.length} of ${results.length} audits pass`);
    expect(
      notOk.map((result) => `${result.id} ${result.name}: ${result.status === 'ok' ? '' : result.reason}`),
    ).toEqual([]);
  } finally {
    await stop();
  }
});
