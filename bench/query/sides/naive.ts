import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import SchemaBuilder from '@pothos/core';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import { createYoga } from 'graphql-yoga';
import { connectDatabases } from '#database/databases.ts';
import type PrismaTypes from '#prisma/client/pothos-types.ts';
import { getDatamodel } from '#prisma/client/pothos-types.ts';

/*
 * A server as the documentation of Pothos and Prisma suggests: prismaObject, prismaConnection, relatedConnection,
 * cursors that are ids. No scopes, no limits, no log, and the owner's connection.
 */
const [connectionString = ''] = process.argv.slice(2);
const { system: prisma } = connectDatabases({ connectionString, poolSize: 20 });
const builder = new SchemaBuilder<{ PrismaTypes: PrismaTypes; Scalars: { JSON: { Input: unknown; Output: unknown } } }>(
  {
    plugins: [RelayPlugin, PrismaPlugin],
    prisma: { client: prisma, dmmf: getDatamodel() },
    // Required only by the types, which include the plugin of Vitrine's own builder.
    scopeAuth: { authScopes: () => ({}) },
  },
);
builder.scalarType('JSON', { serialize: (value) => value });

builder.prismaObject('Asset', {
  fields: (t) => ({
    contentType: t.exposeString('contentType'),
    byteSize: t.float({ resolve: ({ byteSize }) => Number(byteSize) }),
    sha256: t.exposeString('sha256'),
    width: t.exposeInt('width', { nullable: true }),
    height: t.exposeInt('height', { nullable: true }),
    derived: t.relation('derived'),
  }),
});
builder.prismaObject('ItemAsset', {
  fields: (t) => ({
    role: t.exposeString('role'),
    filename: t.exposeString('filename', { nullable: true }),
    asset: t.relation('asset'),
  }),
});
const Annotation = builder.prismaNode('Annotation', {
  id: { field: 'orgId_id' },
  fields: (t) => ({
    kind: t.exposeString('kind'),
    label: t.exposeString('label'),
    confidence: t.exposeFloat('confidence', { nullable: true }),
    geometry: t.expose('geometry', { type: 'JSON' }),
    source: t.exposeString('source'),
    createdAt: t.string({ resolve: ({ createdAt }) => createdAt.toISOString() }),
  }),
});
const Item = builder.prismaNode('Item', {
  id: { field: 'orgId_id' },
  fields: (t) => ({
    key: t.exposeString('key'),
    type: t.exposeString('type'),
    title: t.exposeString('title', { nullable: true }),
    tags: t.exposeStringList('tags'),
    metadata: t.expose('metadata', { type: 'JSON' }),
    byteSize: t.float({ resolve: ({ byteSize }) => Number(byteSize) }),
    createdAt: t.string({ resolve: ({ createdAt }) => createdAt.toISOString() }),
    assets: t.relation('assets', { query: { orderBy: [{ role: 'asc' }, { ordinal: 'asc' }] } }),
    annotations: t.field({
      type: [Annotation],
      select: { datasetId: true, key: true },
      resolve: ({ datasetId, key }) =>
        prisma.annotation.findMany({ where: { datasetId, itemKey: key }, orderBy: { id: 'asc' }, take: 50 }),
    }),
  }),
});
const Revision = builder.prismaObject('DatasetRevision', {
  fields: (t) => ({
    number: t.exposeInt('number'),
    itemCount: t.exposeInt('itemCount'),
    byteSize: t.float({ resolve: ({ byteSize }) => Number(byteSize) }),
  }),
});
builder.prismaNode('Dataset', {
  id: { field: 'orgId_id' },
  fields: (t) => ({
    slug: t.exposeString('slug'),
    name: t.exposeString('name'),
    updatedAt: t.string({ resolve: ({ updatedAt }) => updatedAt.toISOString() }),
    revision: t.field({
      type: Revision,
      nullable: true,
      select: { revisions: { orderBy: { number: 'desc' }, take: 1 } },
      resolve: ({ revisions }) => revisions[0],
    }),
    items: t.relatedConnection('items', {
      cursor: 'orgId_id',
      args: { type: t.arg.string(), tag: t.arg.string() },
      query: ({ type, tag }) => ({
        where: {
          untilRevision: null,
          ...(type && { type: type as 'IMAGE' }),
          ...(tag && { tags: { has: tag } }),
        },
        orderBy: { position: 'asc' },
      }),
    }),
    item: t.field({
      type: Item,
      nullable: true,
      args: { key: t.arg.string({ required: true }) },
      resolve: ({ id }, { key }) => prisma.item.findFirst({ where: { datasetId: id, key, untilRevision: null } }),
    }),
  }),
});
builder.queryType({
  fields: (t) => ({
    datasets: t.prismaConnection({
      type: 'Dataset',
      cursor: 'orgId_id',
      args: { organization: t.arg.string({ required: true }) },
      maxSize: 100,
      resolve: (query, _root, { organization }) =>
        prisma.dataset.findMany({
          ...query,
          where: { organization: { slug: organization } },
          orderBy: { updatedAt: 'desc' },
        }),
    }),
    // Finds the dataset by its primary key. With `findFirst`, Prisma sets no LIMIT for a nested list, and would load a
    // million items into memory.
    dataset: t.prismaField({
      type: 'Dataset',
      nullable: true,
      args: { orgId: t.arg.string({ required: true }), id: t.arg.string({ required: true }) },
      resolve: (query, _root, { orgId, id }) =>
        prisma.dataset.findUnique({ ...query, where: { orgId_id: { orgId, id } } }),
    }),
  }),
});

const yoga = createYoga({ schema: builder.toSchema(), logging: false, graphiql: false });
const server = createServer(yoga as Parameters<typeof createServer>[1]);
server.listen(0, '127.0.0.1');
await once(server, 'listening');
console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`);
