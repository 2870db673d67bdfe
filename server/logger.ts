import { type Bindings, type Logger, pino } from 'pino';

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

/** What is logged of one request. */
export type RequestLogger = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** A logger whose lines carry further facts. It is made when there is a line: almost every request has none. */
export function childOnDemand(logger: Logger, facts: Bindings): RequestLogger {
  let child: Logger | undefined;
  const write = (level: keyof RequestLogger) => {
    child ??= logger.child(facts);
    return child[level].bind(child);
  };
  return {
    get debug() {
      return write('debug');
    },
    get info() {
      return write('info');
    },
    get warn() {
      return write('warn');
    },
    get error() {
      return write('error');
    },
  };
}
