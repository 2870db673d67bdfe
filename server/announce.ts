import { demoPeople } from '#domain/identity/demo.ts';
import type { Environment } from './environment.ts';
import { alwaysHeard, type LogFormat, type Logger } from './logger.ts';
import type { Vitrine } from './start.ts';

interface Announcer {
  /** Reports that the server or worker is ready. */
  ready(): void;
  /** Reports what the user can do next. Called after all other lines of the start are written. */
  next(): void;
}

/**
 * Returns the functions that report the start of the server. On a terminal they print text, elsewhere they write log
 * lines.
 */
export function announcer(vitrine: Vitrine, environment: Environment, logger: Logger, format: LogFormat): Announcer {
  const heard = alwaysHeard(logger);
  const { url, demoCreated } = vitrine;
  const showsSchema = environment.INTROSPECTION !== 'nobody' && !environment.PERSISTED_DOCUMENTS_ONLY;
  const graphiql = showsSchema ? `${url}/graphiql` : null;
  const [demo] = demoPeople;
  const isWorker = environment.PROCESSES === 'worker';

  return {
    ready() {
      if (isWorker) {
        heard.info({ jobsAtATime: environment.WORKER_CONCURRENCY }, 'The worker is ready.');
      } else if (format === 'json') {
        heard.info({ graphiql, processes: environment.PROCESSES }, `Vitrine is at ${url}`);
        if (demoCreated) heard.info(`Sign in as ${demo.email} with the password ${demo.password}`);
      } else heard.info(`Vitrine is at ${url}`);
    },
    next() {
      if (isWorker || format === 'json') return;
      const rows = [['Vitrine', url], graphiql && ['GraphiQL', graphiql]];
      if (demoCreated) rows.push(['Sign in as', demo.email], ['Password', demo.password]);
      const lines = rows.flatMap((row) => (row ? [`  ${row[0]!.padEnd(12)}${row[1]}`] : []));
      process.stdout.write(`\n${lines.join('\n')}\n\n${demoCreated ? hint(demo) : ''}  Ctrl-C stops it.\n\n`);
    },
  };
}

function hint({ email, organization }: { email: string; organization: string }) {
  return `  To publish a folder of your own:
  export VITRINE_TOKEN=$(npx vitrine token create --user ${email} --org ${organization} --scope read --scope publish)
  npx vitrine publish ./my-folder --org ${organization} --dataset my-dataset

`;
}
