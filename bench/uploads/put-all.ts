import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';

/** File with its signed PUT request. */
export interface Prepared {
  path: string;
  url: string;
  headers: Record<string, string>;
}

/*
 * The bare loop, in a separate process as the command is. Reads files and sends them by PUT on kept connections,
 * `concurrency` at once, and does nothing else. Prints the seconds it took.
 */
const [list = '', concurrency = '8'] = process.argv.slice(2);
const files = JSON.parse(await readFile(list, 'utf8')) as Prepared[];
const agent = new Agent({ keepAlive: true, maxSockets: Number(concurrency) });
const began = performance.now();
let next = 0;
await Promise.all(
  Array.from({ length: Number(concurrency) }, async () => {
    for (let file = files[next++]; file; file = files[next++]) await put(file);
  }),
);
console.log((performance.now() - began) / 1_000);
agent.destroy();

async function put({ path, url, headers }: Prepared): Promise<void> {
  const bytes = await readFile(path);
  await new Promise<void>((resolve, reject) => {
    const outgoing = request(url, { method: 'PUT', headers, agent }, (response) => {
      response.resume();
      response.once('end', () =>
        response.statusCode === 200 ? resolve() : reject(new Error(`The store answered ${response.statusCode}.`)),
      );
    });
    outgoing.once('error', reject).end(bytes);
  });
}
