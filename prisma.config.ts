import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// Every command, also those that need no engine, first looks for one and would download it. Ours comes with npm.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL('prisma/engine/schema-engine.js', import.meta.url));
// Nobody asked the registry for news.
process.env.CHECKPOINT_DISABLE ??= '1';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL },
});
