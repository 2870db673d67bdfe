import { appendFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { demoPeople } from '../../domain/identity/demo.ts';
import { buildServer } from '../chaos/server-process.ts';
import { dataFolder, endProcess, startProcess, takeTemporaryFolders } from '../kit/processes.ts';

const [demo] = demoPeople;

/**
 * Starts the server as `npm start` does, on a free port and in an empty folder. Waits until its samples are published
 * and processed.
 */
export default async function startVitrine() {
  const removeFolders = takeTemporaryFolders();
  const folder = await mkdtemp(join(dataFolder(), 'vitrine-browser-'));
  await buildServer();
  const server = startProcess(process.execPath, ['dist/server/main.js'], {
    env: { ...process.env, NODE_ENV: 'development', PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async () => {
    await endProcess(server);
    removeFolders();
  };
  try {
    process.env['VITRINE_DATA'] = folder;
    process.env['VITRINE_MAIL'] = join(folder, 'mail.ndjson');
    process.env['VITRINE_URL'] = await addressOf(server.stdout, process.env['VITRINE_MAIL']);
    await samplesReady(process.env['VITRINE_URL']);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** Returns the address that the server prints. Mail that it prints later is written to a file. */
function addressOf(output: NodeJS.ReadableStream, mailFile: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: output });
    lines.on('line', (line) => {
      const [, url] = /"Vitrine is at (http[^\s"]+)/.exec(line) ?? [];
      if (url) resolve(url);
      if (line.includes('"Mail is printed here')) appendFileSync(mailFile, `${line}\n`);
    });
    lines.once('close', () => reject(new Error('The server ended before it said where it is.')));
  });
}

/** Waits until every sample dataset of the demo organization has a revision, and no job must process its files. */
async function samplesReady(url: string) {
  const deadline = Date.now() + 900_000;
  const cookie = await signIn(url);
  while (Date.now() < deadline) {
    const { data } = await ask(url, cookie, query);
    const items = data.datasets.edges.flatMap(({ node }) => (node.revision ? node.items.edges : [null]));
    const ready = items.every((item) =>
      item?.node.content.primary.processing.every(({ state }) => state === 'DONE' || state === 'NOT_APPLICABLE'),
    );
    if (items.length > 60 && ready) return;
    await setTimeout(500);
  }
  throw new Error('The sample datasets were not there after fifteen minutes.');
}

const query = `{ datasets(first: 5) { edges { node { revision { number } items(first: 60) { edges { node { content { primary { processing { state } } } } } } } } } }`;

interface Answer {
  data: {
    datasets: {
      edges: {
        node: {
          revision: { number: number } | null;
          items: { edges: { node: { content: { primary: { processing: { state: string }[] } } } }[] };
        };
      }[];
    };
  };
}

async function signIn(url: string): Promise<string> {
  const input = `{ email: "${demo.email}", password: "${demo.password}" }`;
  const response = await post(url, '', `mutation { signIn(input: ${input}) { __typename } }`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function ask(url: string, cookie: string, query: string): Promise<Answer> {
  return (await (await post(url, cookie, query)).json()) as Answer;
}

function post(url: string, cookie: string, query: string) {
  return fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-vitrine-csrf': 'tests', cookie },
    body: JSON.stringify({ query }),
  });
}
