import { afterAll, beforeAll } from 'vitest';
import { seedAssets } from '#tests/kit/seed-assets.ts';
import { seedItems } from '#tests/kit/seed-items.ts';
import { type Served, serve } from '#tests/kit/serve.ts';
import { worldOfFile } from '#tests/kit/world.ts';

export const itemCount = 1_000;
export const keys = Array.from({ length: itemCount }, (_, index) => `k${index}`);

export interface Endpoint {
  /** Address of the API, over HTTP. */
  url: string;
  headers: Record<string, string>;
}

/** Creates a server with a dataset of 1,000 items, for all tests of a file. Bob is the client. */
export function thousandItems(): () => Endpoint {
  const lab = worldOfFile();
  let served: Served | undefined;
  beforeAll(async () => {
    const { databases, birds } = lab();
    await seedItems(
      databases.system,
      birds,
      keys.map((key, index) => ({ key, position: index + 1, byteSize: index % 7 })),
    );
    await seedAssets(databases.system, birds);
    served = await serve(lab());
  });
  afterAll(() => served?.stop());
  return () => ({
    url: `${served!.url}/graphql`,
    headers: { authorization: `Bearer ${lab().bob.token}` },
  });
}

/** Logs that a client saw each item once. */
export function report(client: string, seen: readonly string[], pages: number) {
  console.log(`clients: ${client} paged ${new Set(seen).size} items exactly once, in ${pages} pages`);
}
