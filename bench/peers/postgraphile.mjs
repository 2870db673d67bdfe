import { once } from 'node:events';
import { createServer } from 'node:http';
import './with-resolvers.mjs';
import { grafserv } from 'grafserv/node';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { PostGraphileConnectionFilterPreset } from 'postgraphile-plugin-connection-filter';

/*
 * PostGraphile over the same tables, as their owner: no roles, no settings for a transaction, no scopes.
 *
 * `filters` adds the plugin that filters lists by more than equality. `tenant` queries as the application role for one
 * organization. It sets this with the settings of a transaction, as PostGraphile's documentation shows for row-level
 * security.
 */
const [connectionString, poolSize, way, orgId] = process.argv.slice(2);
const server = createServer();
const instance = postgraphile({
  extends: [PostGraphileAmberPreset, ...(way === 'filters' ? [PostGraphileConnectionFilterPreset] : [])],
  // Keeps relations although their indexes begin with other columns than their foreign keys.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  grafserv: { graphiql: false, watch: false, graphqlPath: '/graphql' },
  grafast: {
    explain: false,
    ...(way === 'tenant' ? { context: () => ({ pgSettings: { role: 'vitrine_app', 'app.org_ids': orgId } }) } : {}),
  },
  pgServices: [makePgService({ connectionString, schemas: ['public'], poolConfig: { max: Number(poolSize) } })],
});
await instance.createServ(grafserv).addTo(server);
await instance.getSchema();
server.listen(0, '127.0.0.1');
await once(server, 'listening');
console.log(`http://127.0.0.1:${server.address().port}/graphql`);
