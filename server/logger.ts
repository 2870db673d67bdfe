import { type Logger, pino } from 'pino';

export type { Logger };

/** Structured logs on standard output. What may carry a credential is cut out wherever it turns up. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    redact: {
      paths: [
        'authorization',
        'cookie',
        'password',
        'secret',
        'token',
        'url',
        '*.authorization',
        '*.cookie',
        '*.password',
        '*.secret',
        '*.token',
        '*.url',
      ],
      censor: '[redacted]',
    },
    serializers: { error: pino.stdSerializers.errWithCause },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}
