import { createInterface } from 'node:readline';
import { openEngine } from './open-engine.ts';

type Request = { id: number; method?: string; params?: object };

/**
 * Speaks with Prisma's command line as its own engine does: JSON-RPC, a line each, until the input ends.
 *
 * It answers every request and never ends by itself: Prisma would take that for success, with nothing done.
 */
export async function serve(connectionString: string | undefined, datamodels: string[]): Promise<void> {
  const run = openEngine(connectionString, datamodels);
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, method, params } = JSON.parse(line) as Request;
    if (method === undefined) continue; // the acknowledgement of a print
    try {
      const { printed, result } = await run(method, params);
      if (printed !== undefined) send({ id: 0, method: 'print', params: { content: printed } });
      send({ id, result });
    } catch (error) {
      send({ id, error: { code: 4466, message: 'See data.', data: describe(error) } });
    }
  }
  process.exit(); // its connection would keep the process
}

function send(message: object): void {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

/** A message for the person, and a code where Prisma has one. */
function describe(error: unknown) {
  const message = error instanceof Error ? error.message || error.name : String(error);
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { is_panic: false, message, error_code: code };
}
