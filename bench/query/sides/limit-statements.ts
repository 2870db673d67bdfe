import { compileQuery } from '#domain/text/tsquery.ts';

/*
 * The fastest hand-written statements: one for each operation, which returns the finished JSON text of the response.
 * It joins the text with `||`, which is faster than json_build_object. No roles, no limits, and only the requested
 * fields.
 */

const globalId = (type: string, id: string) => `'"' || encode(('${type}:' || ${id})::bytea, 'base64') || '"'`;
/** Returns SQL for a global id of two ids. Removes the line breaks that base64 adds to texts of this length. */
const longGlobalId = (type: string, id: string) =>
  `'"' || replace(encode(('${type}:' || ${id})::bytea, 'base64'), E'\\n', '') || '"'`;
const cursor = (json: string) => `'"' || rtrim(replace(encode((${json})::bytea, 'base64'), E'\\n', ''), '=') || '"'`;
const nullable = (column: string) => `coalesce(to_json(${column})::text, 'null')`;
const moment = (column: string) =>
  `left(to_json(${column} AT TIME ZONE 'UTC' + interval '1 microsecond')::text, 24) || 'Z"'`;
const list = (text: string) => `'[' || coalesce(${text}, '') || ']'`;

/** Returns SQL for a JSON object of these fields. Each value is an SQL expression for JSON text. */
const object = (fields: Record<string, string>) =>
  `'{' || ${Object.entries(fields)
    .map(([name, text], index) => `'${index > 0 ? ',' : ''}"${name}":' || ${text}`)
    .join(' || ')} || '}'`.replaceAll("' || '", '');

const dataset = `SELECT d.id, d.org_id, d.revision FROM dataset d JOIN organization o ON o.id = d.org_id WHERE o.slug = $1 AND d.slug = $2`;
const visible = 'i.since_revision <= d.revision AND (i.until_revision IS NULL OR i.until_revision > d.revision)';

const file = object({
  role: `'"' || f.role || '"'`,
  filename: nullable('f.filename'),
  contentType: 'to_json(f.content_type)',
  byteSize: 'f.byte_size',
  sha256: `'"' || f.sha256 || '"'`,
  width: nullable('f.width'),
  height: nullable('f.height'),
});
const bytes = 'a.content_type, a.byte_size, a.sha256, a.width, a.height';
const files = list(`(
  SELECT string_agg(f.text, ',') FROM (
    SELECT ${file} AS text FROM (
      SELECT l.role AS published_role, l.ordinal, b.* FROM item_asset l CROSS JOIN LATERAL (
        SELECT 0 AS made, l.role, l.filename, ${bytes} FROM asset a WHERE a.id = l.asset_id
        UNION ALL
        SELECT 1, a.source_role, NULL, ${bytes} FROM asset a WHERE a.source_id = l.asset_id
      ) b WHERE l.item_id = i.id
    ) f ORDER BY f.made, f.published_role, f.ordinal, f.role) f)`);
const itemCursor = cursor(`'["items:' || d.id || ':POSITION:ASC",' || i.position || ']'`);
const pageInfo = (page: string) =>
  object({
    hasNextPage: `(SELECT (count(*) > 50)::text FROM ${page})`,
    endCursor: `coalesce((SELECT cursor FROM ${page} WHERE n <= 50 ORDER BY n DESC LIMIT 1), 'null')`,
  });

const item = {
  id: globalId('Item', 'i.id'),
  key: 'to_json(i.key)',
  type: `'"' || i.type || '"'`,
  title: nullable('i.title'),
  tags: 'to_json(i.tags)',
};

/** Returns the statement for a page of items. `source` selects and orders them: `FROM … ORDER BY …`. */
const pageOfItems = (source: string) => `
  WITH d AS (${dataset}),
  found AS MATERIALIZED (SELECT i.*, row_number() OVER () AS n FROM d CROSS JOIN LATERAL (SELECT i.* ${source} LIMIT 51) i),
  page AS (SELECT i.n, ${itemCursor} AS cursor, i.id, i.org_id, i.key, i.type, i.title, i.tags, i.byte_size, i.created_at FROM found i, d)
  SELECT ${object({
    data: object({
      dataset: object({
        id: globalId('Dataset', 'd.id'),
        items: object({
          edges: list(
            `(SELECT string_agg(${object({
              cursor: 'i.cursor',
              node: object({ ...item, byteSize: 'i.byte_size', createdAt: moment('i.created_at'), assets: files }),
            })}, ',' ORDER BY i.n) FROM page i WHERE i.n <= 50)`,
          ),
          pageInfo: pageInfo('page'),
        }),
      }),
    }),
  })} AS text FROM d`;

const inOrder = (position: string) => `
  i.org_id = d.org_id AND i.dataset_id = d.id AND i.position > ${position} AND ${visible} ORDER BY i.position`;
const walked = pageOfItems(`FROM item i WHERE ${inOrder('$3')}`);

const tagged = pageOfItems(`
  FROM item_tag t JOIN item i ON i.org_id = t.org_id AND i.id = t.item_id
  WHERE t.org_id = d.org_id AND t.dataset_id = d.id AND t.tag = $3 AND t.type = $4::"ItemType" AND ${visible} ORDER BY t.position`);

const thumbnail = `(
  SELECT ${object({
    id: longGlobalId('Asset', `i.id || '.' || a.id`),
    // Writes the input of the signature between two bytes that JSON text cannot contain. The URL is signed later.
    signedUrl: `E'\\x01' || a.object_key || E'\\x02' || a.content_type || E'\\x02' || i.key || E'\\x01'`,
  })}
  FROM item_asset l JOIN asset a ON a.source_id = l.asset_id AND a.source_role = 'THUMBNAIL'
  WHERE l.org_id = i.org_id AND l.item_id = i.id AND l.role = 'PRIMARY' LIMIT 1)`;

interface Variables {
  organization: string;
  slug: string;
  after: string;
  key: string;
  filter: { types: [string]; tags: { all: [string] }; text: string };
}

/** Statements by operation. `values` returns the bound values for the variables of the operation. */
export const statements: Record<string, { text: string; values: (variables: Variables) => unknown[] }> = {
  Q1: {
    text: `
      WITH page AS (
        SELECT d.id, d.slug, d.name, d.updated_at, r.number, r.item_count, r.byte_size,
          row_number() OVER (ORDER BY d.updated_at DESC, d.id DESC) AS n,
          ${cursor(`'["datasets:UPDATED_AT:DESC",' || round(extract(epoch FROM d.updated_at) * 1000)::bigint || ',"' || d.id || '"]'`)} AS cursor
        FROM (
          SELECT d.* FROM dataset d WHERE d.org_id = (SELECT id FROM organization WHERE slug = 'lumen')
          ORDER BY d.updated_at DESC, d.id DESC LIMIT 51
        ) d LEFT JOIN dataset_revision r ON r.org_id = d.org_id AND r.dataset_id = d.id AND r.number = d.revision
      )
      SELECT ${object({
        data: object({
          datasets: object({
            edges: list(
              `(SELECT string_agg(${object({
                cursor: 'd.cursor',
                node: object({
                  id: globalId('Dataset', 'd.id'),
                  slug: 'to_json(d.slug)',
                  name: 'to_json(d.name)',
                  updatedAt: moment('d.updated_at'),
                  revision: object({ number: 'd.number', itemCount: 'd.item_count', byteSize: 'd.byte_size' }),
                }),
              })}, ',' ORDER BY d.n) FROM page d WHERE d.n <= 50)`,
            ),
            pageInfo: pageInfo('page'),
          }),
        }),
      })} AS text`,
    values: () => [],
  },
  Q2: { text: walked, values: ({ organization, slug }) => [organization, slug, 0] },
  Q3: { text: walked, values: ({ organization, slug, after }) => [organization, slug, positionOf(after)] },
  Q4a: { text: tagged, values: tagValues },
  Q4b: { text: tagged, values: tagValues },
  Q4c: { text: tagged, values: tagValues },
  Q5: {
    text: `
      WITH d AS (${dataset})
      SELECT ${object({
        data: object({
          dataset: object({
            item: object({
              ...item,
              metadata: 'i.metadata',
              byteSize: 'i.byte_size',
              createdAt: moment('i.created_at'),
              assets: files,
              annotations: object({
                edges: list(`(
                  SELECT string_agg(${object({
                    node: object({
                      id: globalId('Annotation', 'a.id'),
                      kind: `'"' || a.kind || '"'`,
                      label: 'to_json(a.label)',
                      confidence: nullable('a.confidence'),
                      geometry: 'a.geometry',
                      source: `'"' || a.source || '"'`,
                      createdAt: moment('a.created_at'),
                    }),
                  })}, ',' ORDER BY a.id)
                  FROM (SELECT a.* FROM annotation a WHERE a.org_id = i.org_id AND a.dataset_id = i.dataset_id AND a.item_key = i.key
                    AND a.since_revision IN (0, i.since_revision) ORDER BY a.id LIMIT 51) a)`),
              }),
            }),
          }),
        }),
      })} AS text
      FROM d JOIN item i ON i.org_id = d.org_id AND i.dataset_id = d.id AND i.key = $3 AND ${visible}`,
    values: ({ organization, slug, key }) => [organization, slug, key],
  },
  Q6: {
    text: `
      WITH d AS (${dataset}),
      found AS MATERIALIZED (
        SELECT i.*, row_number() OVER () AS n FROM d CROSS JOIN LATERAL (
          SELECT i.* FROM item i WHERE ${inOrder('0')} LIMIT 51) i),
      page AS (
        SELECT i.n, ${itemCursor} AS cursor, i.id, i.org_id, i.dataset_id, i.key, i.type, i.title, i.tags, i.byte_size, i.created_at FROM found i, d),
      logged AS (
        INSERT INTO access_log (id, org_id, action, user_id, dataset_id, item_key, asset_id, address, user_agent, request_id)
        SELECT gen_random_uuid(), i.org_id, 'THUMBNAIL_URL', $3, i.dataset_id, i.key, a.id, '127.0.0.1', 'bench', 'bench'
        FROM page i JOIN item_asset l ON l.org_id = i.org_id AND l.item_id = i.id AND l.role = 'PRIMARY'
        JOIN asset a ON a.source_id = l.asset_id AND a.source_role = 'THUMBNAIL' WHERE i.n <= 50)
      SELECT ${object({
        data: object({
          dataset: object({
            id: globalId('Dataset', 'd.id'),
            items: object({
              edges: list(
                `(SELECT string_agg(${object({
                  cursor: 'i.cursor',
                  node: object({
                    id: globalId('Item', 'i.id'),
                    key: 'to_json(i.key)',
                    title: nullable('i.title'),
                    type: `'"' || i.type || '"'`,
                    thumbnail: `coalesce(${thumbnail}, 'null')`,
                    content: `(SELECT ${object({
                      primary: object({
                        id: longGlobalId('Asset', `i.id || '.' || a.id`),
                        contentType: 'to_json(a.content_type)',
                        byteSize: 'a.byte_size',
                        durationSeconds: nullable('a.duration_seconds'),
                        width: nullable('a.width'),
                        height: nullable('a.height'),
                      }),
                    }).replace(/}'$/, "'")} || CASE WHEN i.type = 'VIDEO' THEN ',"poster":null}' ELSE '}' END
                      FROM item_asset l JOIN asset a ON a.org_id = l.org_id AND a.id = l.asset_id
                      WHERE l.org_id = i.org_id AND l.item_id = i.id AND l.role = 'PRIMARY' LIMIT 1)`,
                    tags: 'to_json(i.tags)',
                    createdAt: moment('i.created_at'),
                    byteSize: 'i.byte_size',
                  }),
                })}, ',' ORDER BY i.n) FROM page i WHERE i.n <= 50)`,
              ),
              pageInfo: pageInfo('page'),
              revision: 'd.revision',
              totalCount:
                '(SELECT r.item_count FROM dataset_revision r WHERE r.org_id = d.org_id AND r.dataset_id = d.id AND r.number = d.revision)',
              totalCountKind: `'"EXACT"'`,
            }),
          }),
        }),
      })} AS text FROM d`,
    values: ({ organization, slug }) => [organization, slug, '0199d3a0-0000-7000-8000-000000000000'],
  },
  Q7: {
    text: `
      WITH d AS (${dataset})
      SELECT ${object({
        data: object({
          dataset: object({
            facets: object({
              types: `(r.facets->'types')::text`,
              tags: `(r.facets->'tags')::text`,
              labels: `(r.facets->'labels')::text`,
              countKind: `'"EXACT"'`,
            }),
          }),
        }),
      })} AS text FROM d JOIN dataset_revision r ON r.org_id = d.org_id AND r.dataset_id = d.id AND r.number = d.revision`,
    values: ({ organization, slug }) => [organization, slug],
  },
  Q8a: {
    // Finds the items with the words first. A scan in the order of positions would read all items without these words.
    text: pageOfItems(`
      FROM (
        SELECT i.* FROM item i WHERE i.org_id = d.org_id AND i.dataset_id = d.id AND (${visible}) IS TRUE AND i.words @@ $3::tsquery OFFSET 0
      ) i ORDER BY i.position`),
    values: wordValues,
  },
  Q8b: {
    text: pageOfItems(`FROM item i WHERE i.words @@ $3::tsquery AND ${inOrder('0')}`),
    values: wordValues,
  },
};

function wordValues({ organization, slug, filter }: Variables) {
  return [organization, slug, compileQuery(filter.text).match];
}

function tagValues({ organization, slug, filter }: Variables) {
  return [organization, slug, filter.tags.all[0], filter.types[0]];
}

function positionOf(after: string): number {
  const [, position] = JSON.parse(Buffer.from(after, 'base64url').toString()) as [string, number];
  return position;
}
