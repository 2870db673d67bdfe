import { type Bindings, type DestinationStream, type Logger, pino } from 'pino';
import { logText } from './log-text.ts';
import { serializeError } from './serialize-error.ts';

export type { Logger };

export type LogFormat = 'json' | 'text';

/** Default format of the log: text on a terminal, JSON elsewhere. */
export const defaultLogFormat: LogFormat = process.stdout.isTTY ? 'text' : 'json';

/**
 * Creates a logger that writes to standard output in the given format. It removes fields that may contain a credential.
 */
export function createLogger(level: string, format: LogFormat = 'json'): Logger {
  const options = {
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
    serializers: { error: serializeError, err: serializeError },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return format === 'text' ? pino(options, textStream()) : pino(options);
}

/** Returns a logger for lines that an operator must see. It writes them at every log level except silent. */
export function alwaysHeard(logger: Logger): Logger {
  return logger.level === 'silent' ? logger : logger.child({}, { level: 'info' });
}

function textStream(): DestinationStream {
  const isColored = process.stdout.isTTY && !process.env['NO_COLOR'];
  return { write: (line) => void process.stdout.write(logText(line, isColored)) };
}

/** Logger for the lines of one request. */
export type RequestLogger = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/**
 * Returns a logger that adds fields to each line. The child logger is created at the first line, because almost no
 * request writes a line.
 */
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
