import { Logger as QueueLogger } from 'graphile-worker';
import type { Logger } from '../logger.ts';

/**
 * Creates a logger that writes graphile-worker's messages to the server's log. Failures of jobs are omitted, because
 * the jobs log them.
 */
export function workerLogger(logger: Logger): QueueLogger {
  return new QueueLogger((scope) => (level, message, meta) => {
    if (meta?.['failure']) return;
    const details = { ...scope, ...(meta?.['error'] instanceof Error && { error: meta['error'] }) };
    const severity: string = level;
    if (severity === 'error') logger.error(details, message);
    else if (severity === 'warning') logger.warn(details, message);
    else logger.trace(details, message);
  });
}
