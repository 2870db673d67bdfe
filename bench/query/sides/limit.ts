import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import { defaultPoolSize } from '#database/pool-size.ts';
import { statements } from './limit-statements.ts';

/* The limit: node:http and pg, with one prepared statement whose text is the response. It has no access control. */
const [connectionString = '', settings = '{}'] = process.argv.slice(2);
const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = JSON.parse(settings) as Record<
  string,
  string
>;
// Turns off sorting, so that statements scan the index in the order of positions. A plan is prepared once for all
// values, so it cannot depend on the size of a dataset.
const pool = new Pool({
  connectionString,
  max: defaultPoolSize,
  options: '-c plan_cache_mode=force_generic_plan -c enable_sort=off -c jit=off',
});
const host = new URL(S3_ENDPOINT!).host;

async function answer(body: string, response: ServerResponse) {
  const { operation, variables } = JSON.parse(body) as { operation: string; variables: never };
  const { text, values } = statements[operation]!;
  const { rows } = await pool.query<{ text: string }>({ name: operation, text, values: values(variables) });
  response.setHeader('content-type', 'application/json');
  response.end(operation === 'Q6' ? sign(rows[0]!.text) : rows[0]!.text);
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    answer(Buffer.concat(chunks).toString(), response).catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end();
    });
  });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

/** Replaces the marked parts of the response by presigned URLs. (AWS Signature Version 4, query parameters.) */
function sign(answer: string): string {
  const now = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${now.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const credential = encodeURIComponent(`${S3_ACCESS_KEY_ID}/${scope}`);
  const key = signingKey(now.slice(0, 8));
  return answer
    .split('\x01')
    .map((part, index) => {
      if (index % 2 === 0) return part;
      const [objectKey, contentType, filename] = part.split('\x02') as [string, string, string];
      const path = `/${S3_BUCKET}/${objectKey}`;
      const disposition = encodeURIComponent(`inline; filename="${filename}"`);
      const query =
        `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${credential}&X-Amz-Date=${now}&X-Amz-Expires=300&X-Amz-SignedHeaders=host` +
        `&response-content-disposition=${disposition}&response-content-type=${encodeURIComponent(contentType)}`;
      const canonical = createHash('sha256')
        .update(`GET\n${path}\n${query}\nhost:${host}\n\nhost\nUNSIGNED-PAYLOAD`)
        .digest('hex');
      const signature = createHmac('sha256', key)
        .update(`AWS4-HMAC-SHA256\n${now}\n${scope}\n${canonical}`)
        .digest('hex');
      return `{"url":"${S3_ENDPOINT}${path}?${query}&X-Amz-Signature=${signature}","expiresInSeconds":300}`;
    })
    .join('');
}

let cached: { day: string; key: Buffer } | undefined;
function signingKey(day: string): Buffer {
  if (cached?.day !== day) {
    const key = [day, 'us-east-1', 's3', 'aws4_request'].reduce<string | Buffer>(
      (key, part) => createHmac('sha256', key).update(part).digest(),
      `AWS4${S3_SECRET_ACCESS_KEY}`,
    ) as Buffer;
    cached = { day, key };
  }
  return cached.key;
}
