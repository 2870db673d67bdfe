import { parseArgs } from 'node:util';
import { canConnect, createDatabase } from './check-database.ts';
import { engineVersion } from './open-engine.ts';
import { serve } from './serve.ts';

// The command line of Prisma's own schema engine, as far as Prisma's commands use it.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    version: { type: 'boolean' },
    datamodels: { type: 'string', multiple: true, default: [] },
    datasource: { type: 'string', default: '{}' },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
  },
});
const { url } = JSON.parse(values.datasource) as { url?: string };

if (values.version) process.stdout.write(`schema-engine-wasm ${engineVersion()}\n`);
else if (positionals.length === 0) await serve(url, values.datamodels);
else {
  const [, command] = positionals;
  if (command === 'can-connect-to-database') await canConnect(url);
  else if (command === 'create-database') await createDatabase(url);
  else throw new Error(`Prisma's engine here knows no command ${positionals.join(' ')}.`);
}
