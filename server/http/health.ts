import type { ServerResponse } from 'node:http';
import { answerJson } from './answers.ts';

export interface Health {
  /** Resolves when the part works; its rejection says what does not. */
  checks: Record<string, () => Promise<unknown>>;
  /** Set while the process shuts down, so that nobody sends it new work. */
  isStopping: () => boolean;
}

/** Whether the process runs at all. */
export function answerLive(response: ServerResponse) {
  answerJson(response, 200, { status: 'live' });
}

/** Whether it can serve: 200, or 503 with the parts that do not work. */
export async function answerReady(response: ServerResponse, { checks, isStopping }: Health) {
  const parts = await Promise.all(
    Object.entries(checks).map(
      async ([name, check]) =>
        [
          name,
          await check().then(
            () => 'ok' as const,
            () => 'failing' as const,
          ),
        ] as const,
    ),
  );
  const ready = !isStopping() && parts.every(([, state]) => state === 'ok');
  answerJson(response, ready ? 200 : 503, {
    status: isStopping() ? 'stopping' : ready ? 'ready' : 'not ready',
    ...Object.fromEntries(parts),
  });
}
