-- AccessLog
-- Not planned: {"kind":"FIELD","field":"Query.organization"}

-- BadUploads of IngestSession
-- Not planned: {"kind":"NODE_ID"}

-- BrowserSessions
-- Not planned: {"kind":"FIELD","field":"Query.viewer"}

-- DatasetAccess
SELECT '"Query"',
coalesce(
  (
    SELECT (
      CASE
      WHEN d1.org_id IN ($1) THEN (
        '{"__typename":"Dataset","id":"'
        || encode(('Dataset:' || d1.id)::bytea, 'base64')
        || '","name":'
        || to_json(d1.name)::text
        || ',"revision":'
        || coalesce(
          (
            SELECT (
              '{"__typename":"DatasetRevision","id":"'
              || encode(('DatasetRevision:' || r1.id)::bytea, 'base64')
              || '","number":'
              || (r1.number)::text
              || '}'
            )
            FROM dataset_revision r1
            WHERE r1.org_id = d1.org_id
            AND r1.dataset_id = d1.id
            AND r1.number = d1.revision
          ),
          'null'
        )
        || ',"sensitive":'
        || (d1.sensitive)::text
        || ',"visibility":"'
        || d1.visibility
        || '"}'
      )
      ELSE (d1.id::text)::integer::text
      END
    )
    FROM dataset d1
    WHERE (
      (
        d1.slug = $2
        AND EXISTS (
          SELECT
          FROM "organization" d1_organization
          WHERE (d1_organization.id = d1.org_id AND d1_organization.slug = $3)
        )
      )
      AND (
        d1.org_id = $4
        AND d1.revision IS NOT NULL
        AND (
          d1.visibility = $5
          OR EXISTS (
            SELECT
            FROM "dataset_grant" d1_grants
            WHERE (d1_grants.org_id = d1.org_id AND d1_grants.dataset_id = d1.id AND d1_grants.user_id = $6)
          )
        )
      )
    )
    LIMIT 1
  ),
  'null'
);

-- DatasetExports
-- Not planned: {"kind":"FIELD","field":"Dataset.exports"}

-- DatasetList
SELECT '"Query"',
(
  SELECT (
    '{"__typename":'
    || '"DatasetConnection"'
    || ',"edges":'
    || '['
    || coalesce(string_agg(page1.edge, ','), '')
    || ']'
    || ',"pageInfo":'
    || (
      '{"__typename":'
      || '"PageInfo"'
      || ',"endCursor":'
      || coalesce(
        '"'
        || (array_agg(page1.cursor) FILTER (WHERE page1.place <= 24))[least(count(*), 24) ]
        || '"',
        'null'
      )
      || ',"hasNextPage":'
      || (count(*) > 24)::text
      || '}'
    )
    || '}'
  )
  FROM (
    SELECT d1.place,
    d1.cursor,
    CASE
    WHEN d1.place <= 24 THEN (
      '{"__typename":"DatasetEdge","node":'
      || (
        CASE
        WHEN d1.org_id IN ($1) THEN (
          '{"__typename":"Dataset","id":"'
          || encode(('Dataset:' || d1.id)::bytea, 'base64')
          || '","description":'
          || to_json(d1.description)::text
          || ',"items":'
          || (
            SELECT (
              '{"__typename":'
              || '"ItemConnection"'
              || ',"edges":'
              || '['
              || coalesce(string_agg(page2.edge, ','), '')
              || ']'
              || '}'
            )
            FROM (
              SELECT (
                '{"__typename":"ItemEdge","node":'
                || (
                  '{"__typename":"Item","id":"'
                  || encode(('Item:' || i.id)::bytea, 'base64')
                  || '","content":'
                  || (
                    CASE
                    WHEN i.type = 'AUDIO'
                    OR i.type = 'DOCUMENT'
                    OR i.type = 'IMAGE' THEN (
                      '{"__typename":'
                      || (
                        CASE
                        WHEN i.type = 'AUDIO' THEN '"AudioContent"'
                        WHEN i.type = 'DOCUMENT' THEN '"DocumentContent"'
                        WHEN i.type = 'IMAGE' THEN '"ImageContent"'
                        END
                      )
                      || ',"primary":'
                      || coalesce(
                        (
                          SELECT (
                            '{"__typename":"Asset","byteSize":'
                            || (f1.byte_size)::text
                            || ',"contentType":'
                            || to_json(f1.content_type)::text
                            || ',"durationSeconds":'
                            || coalesce(
                              CASE
                              WHEN f1.duration_seconds >= 1e-4
                              AND f1.duration_seconds < 1e15 THEN (f1.duration_seconds)::text
                              WHEN f1.duration_seconds IS NOT NULL THEN E'\x01float\x02'
                              || (f1.duration_seconds)::text
                              || E'\x01'
                              END,
                              'null'
                            )
                            || ',"id":"'
                            || translate(encode(('Asset:' || i.id || '.' || f1.id)::bytea, 'base64'), E'\n', '')
                            || '"}'
                          )
                          FROM (
                            SELECT l.role AS published_role,
                            l.ordinal,
                            b.*
                            FROM item_asset l
                            CROSS JOIN LATERAL (
                              SELECT 0 AS made,
                              l.role AS role,
                              l.filename AS filename,
                              a.id,
                              a.org_id,
                              a.sha256,
                              a.byte_size,
                              a.content_type,
                              a.object_key,
                              a.width,
                              a.height,
                              a.duration_seconds,
                              a.codecs,
                              a.frame_rate,
                              a.frame_rate_fraction,
                              a.frame_count,
                              a.has_variable_frame_rate,
                              a.page_count,
                              a.thumbhash,
                              a.table_shape,
                              a.created_at,
                              a.source_id
                              FROM asset a
                              WHERE a.org_id = l.org_id
                              AND a.id = l.asset_id
                              AND l.role IN ('PRIMARY')
                              UNION ALL
                              SELECT 1,
                              a.source_role,
                              NULL,
                              a.id,
                              a.org_id,
                              a.sha256,
                              a.byte_size,
                              a.content_type,
                              a.object_key,
                              a.width,
                              a.height,
                              a.duration_seconds,
                              a.codecs,
                              a.frame_rate,
                              a.frame_rate_fraction,
                              a.frame_count,
                              a.has_variable_frame_rate,
                              a.page_count,
                              a.thumbhash,
                              a.table_shape,
                              a.created_at,
                              a.source_id
                              FROM asset a
                              WHERE a.org_id = l.org_id
                              AND a.source_id = l.asset_id
                              AND a.source_role IN ('PRIMARY')
                            ) b
                            WHERE l.org_id = i.org_id
                            AND l.item_id = i.id
                          ) f1
                          ORDER BY array_position(ARRAY[ 'PRIMARY' ]:: "AssetRole"[], f1.role),
                          f1.made,
                          f1.published_role,
                          f1.ordinal,
                          f1.role
                          LIMIT 1
                        ),
                        (i.id::text)::integer::text
                      )
                      || '}'
                    )
                    WHEN i.type = 'FILE'
                    OR i.type = 'TABLE'
                    OR i.type = 'TEXT' THEN (
                      '{"__typename":'
                      || (
                        CASE
                        WHEN i.type = 'FILE' THEN '"FileContent"'
                        WHEN i.type = 'TABLE' THEN '"TableContent"'
                        WHEN i.type = 'TEXT' THEN '"TextContent"'
                        END
                      )
                      || ',"primary":'
                      || coalesce(
                        (
                          SELECT (
                            '{"__typename":"Asset","byteSize":'
                            || (f1.byte_size)::text
                            || ',"contentType":'
                            || to_json(f1.content_type)::text
                            || ',"durationSeconds":'
                            || coalesce(
                              CASE
                              WHEN f1.duration_seconds >= 1e-4
                              AND f1.duration_seconds < 1e15 THEN (f1.duration_seconds)::text
                              WHEN f1.duration_seconds IS NOT NULL THEN E'\x01float\x02'
                              || (f1.duration_seconds)::text
                              || E'\x01'
                              END,
                              'null'
                            )
                            || ',"id":"'
                            || translate(encode(('Asset:' || i.id || '.' || f1.id)::bytea, 'base64'), E'\n', '')
                            || '"}'
                          )
                          FROM (
                            SELECT l.role AS published_role,
                            l.ordinal,
                            b.*
                            FROM item_asset l
                            CROSS JOIN LATERAL (
                              SELECT 0 AS made,
                              l.role AS role,
                              l.filename AS filename,
                              a.id,
                              a.org_id,
                              a.sha256,
                              a.byte_size,
                              a.content_type,
                              a.object_key,
                              a.width,
                              a.height,
                              a.duration_seconds,
                              a.codecs,
                              a.frame_rate,
                              a.frame_rate_fraction,
                              a.frame_count,
                              a.has_variable_frame_rate,
                              a.page_count,
                              a.thumbhash,
                              a.table_shape,
                              a.created_at,
                              a.source_id
                              FROM asset a
                              WHERE a.org_id = l.org_id
                              AND a.id = l.asset_id
                              AND l.role IN ('PRIMARY')
                              UNION ALL
                              SELECT 1,
                              a.source_role,
                              NULL,
                              a.id,
                              a.org_id,
                              a.sha256,
                              a.byte_size,
                              a.content_type,
                              a.object_key,
                              a.width,
                              a.height,
                              a.duration_seconds,
                              a.codecs,
                              a.frame_rate,
                              a.frame_rate_fraction,
                              a.frame_count,
                              a.has_variable_frame_rate,
                              a.page_count,
                              a.thumbhash,
                              a.table_shape,
                              a.created_at,
                              a.source_id
                              FROM asset a
                              WHERE a.org_id = l.org_id
                              AND a.source_id = l.asset_id
                              AND a.source_role IN ('PRIMARY')
                            ) b
                            WHERE l.org_id = i.org_id
                            AND l.item_id = i.id
                          ) f1
                          ORDER BY array_position(ARRAY[ 'PRIMARY' ]:: "AssetRole"[], f1.role),
                          f1.made,
                          f1.published_role,
                          f1.ordinal,
                          f1.role
                          LIMIT 1
                        ),
                        (i.id::text)::integer::text
                      )
                      || ',"excerpt":'
                      || coalesce(
                        to_json(
                          (
                            SELECT ltrim(left(t.body, 400), E' \t\r\n')
                            FROM item_asset l
                            JOIN asset_text t ON t.org_id = l.org_id
                            AND t.asset_id = l.asset_id
                            WHERE l.org_id = i.org_id
                            AND l.item_id = i.id
                            AND l.role = 'PRIMARY'
                            ORDER BY l.ordinal
                            LIMIT 1
                          )
                        )::text,
                        'null'
                      )
                      || '}'
                    )
                    WHEN i.type = 'VIDEO' THEN (
                      '{"__typename":"VideoContent","primary":'
                      || coalesce(
                        (
                          SELECT (
                            '{"__typename":"Asset","byteSize":'
                            || (f1.byte_size)::text
                            || ',"contentType":'
                            || to_json(f1.content_type)::text
                            || ',"durationSeconds":'
                            || coalesce(
                              CASE
                              WHEN f1.duration_seconds >= 1e-4
                              AND f1.duration_seconds < 1e15 THEN (f1.duration_seconds)::text
                              WHEN f1.duration_seconds IS NOT NULL THEN E'\x01float\x02'
                              || (f1.duration_seconds)::text
                              || E'\x01'
                              END,
                              'null'
                            )
                            || ',"id":"'
                            || translate(encode(('Asset:' || i.id || '.' || f1.id)::bytea, 'base64'), E'\n', '')
                            || '"}'
                          )
                          FROM (
                            SELECT l.role AS published_role,
                            l.ordinal,
                            b.*
                            FROM item_asset l
                            CROSS JOIN LATERAL (
                              SELECT 0 AS made,
                              l.role AS role,
                              l.filename AS filename,
                              a.id,
                              a.org_id,
                              a.sha256,
                              a.byte_size,
                              a.content_type,
                              a.object_key,
                              a.width,
                              a.height,
                              a.duration_seconds,
                              a.codecs,
                              a.frame_rate,
                              a.frame_rate_fraction,
                              a.frame_count,
                              a.has_variable_frame_rate,
                              a.page_count,
                              a.thumbhash,
                              a.table_shape,
                              a.created_at,
                              a.source_id
                              FROM asset a
                              WHERE a.org_id = l.org_id
                              AND a.id = l.asset_id
                              AND l.role IN ('PRIMARY')
                              UNION ALL
                              SELECT 1,
                              a.source_role,
                              NULL,
                              a.id,
                              a.org_id,
                              a.sha256,
                              a.byte_size,
                              a.content_type,
                              a.object_key,
                              a.width,
                              a.height,
                              a.duration_seconds,
                              a.codecs,
                              a.frame_rate,
                              a.frame_rate_fraction,
                              a.frame_count,
                              a.has_variable_frame_rate,
                              a.page_count,
                              a.thumbhash,
                              a.table_shape,
                              a.created_at,
                              a.source_id
                              FROM asset a
                              WHERE a.org_id = l.org_id
                              AND a.source_id = l.asset_id
                              AND a.source_role IN ('PRIMARY')
                            ) b
                            WHERE l.org_id = i.org_id
                            AND l.item_id = i.id
                          ) f1
                          ORDER BY array_position(ARRAY[ 'PRIMARY' ]:: "AssetRole"[], f1.role),
                          f1.made,
                          f1.published_role,
                          f1.ordinal,
                          f1.role
                          LIMIT 1
                        ),
                        (i.id::text)::integer::text
                      )
                      || ',"poster":'
                      || coalesce(
                        (
                          SELECT (
                            '{"__typename":"Asset","id":"'
                            || translate(encode(('Asset:' || i.id || '.' || f2.id)::bytea, 'base64'), E'\n', '')
                            || '"}'
                          )
                          FROM (
                            SELECT l.role AS published_role,
                            l.ordinal,
                            b.*
                            FROM item_asset l
                            CROSS JOIN LATERAL (
                              SELECT 0 AS made,
                              l.role AS role,
                              l.filename AS filename,
                              a.id,
                              a.org_id,
                              a.sha256,
                              a.byte_size,
                              a.content_type,
                              a.object_key,
                              a.width,
                              a.height,
                              a.duration_seconds,
                              a.codecs,
                              a.frame_rate,
                              a.frame_rate_fraction,
                              a.frame_count,
                              a.has_variable_frame_rate,
                              a.page_count,
                              a.thumbhash,
                              a.table_shape,
                              a.created_at,
                              a.source_id
                              FROM asset a
                              WHERE a.org_id = l.org_id
                              AND a.id = l.asset_id
                              AND l.role IN ('POSTER')
                              UNION ALL
                              SELECT 1,
                              a.source_role,
                              NULL,
                              a.id,
                              a.org_id,
                              a.sha256,
                              a.byte_size,
                              a.content_type,
                              a.object_key,
                              a.width,
                              a.height,
                              a.duration_seconds,
                              a.codecs,
                              a.frame_rate,
                              a.frame_rate_fraction,
                              a.frame_count,
                              a.has_variable_frame_rate,
                              a.page_count,
                              a.thumbhash,
                              a.table_shape,
                              a.created_at,
                              a.source_id
                              FROM asset a
                              WHERE a.org_id = l.org_id
                              AND a.source_id = l.asset_id
                              AND a.source_role IN ('POSTER')
                            ) b
                            WHERE l.org_id = i.org_id
                            AND l.item_id = i.id
                          ) f2
                          ORDER BY array_position(ARRAY[ 'POSTER' ]:: "AssetRole"[], f2.role),
                          f2.made,
                          f2.published_role,
                          f2.ordinal,
                          f2.role
                          LIMIT 1
                        ),
                        'null'
                      )
                      || '}'
                    )
                    END
                  )
                  || ',"key":'
                  || to_json(i.key)::text
                  || ',"thumbnail":'
                  || coalesce(
                    (
                      SELECT (
                        '{"__typename":"Asset","id":"'
                        || translate(encode(('Asset:' || i.id || '.' || f3.id)::bytea, 'base64'), E'\n', '')
                        || '","signedUrl":'
                        || E'\x01call0\x02'
                        || json_build_array(
                          i.org_id,
                          i.dataset_id,
                          i.key,
                          f3.id,
                          f3.object_key,
                          f3.content_type,
                          f3.role,
                          f3.filename,
                          d1.sensitive
                        )::text
                        || E'\x01,"thumbhash":'
                        || coalesce(to_json(encode(nullif(f3.thumbhash, ''), 'base64'))::text, 'null')
                        || '}'
                      )
                      FROM (
                        SELECT l.role AS published_role,
                        l.ordinal,
                        b.*
                        FROM item_asset l
                        CROSS JOIN LATERAL (
                          SELECT 0 AS made,
                          l.role AS role,
                          l.filename AS filename,
                          a.id,
                          a.org_id,
                          a.sha256,
                          a.byte_size,
                          a.content_type,
                          a.object_key,
                          a.width,
                          a.height,
                          a.duration_seconds,
                          a.codecs,
                          a.frame_rate,
                          a.frame_rate_fraction,
                          a.frame_count,
                          a.has_variable_frame_rate,
                          a.page_count,
                          a.thumbhash,
                          a.table_shape,
                          a.created_at,
                          a.source_id
                          FROM asset a
                          WHERE a.org_id = l.org_id
                          AND a.id = l.asset_id
                          AND l.role IN ('THUMBNAIL', 'POSTER')
                          UNION ALL
                          SELECT 1,
                          a.source_role,
                          NULL,
                          a.id,
                          a.org_id,
                          a.sha256,
                          a.byte_size,
                          a.content_type,
                          a.object_key,
                          a.width,
                          a.height,
                          a.duration_seconds,
                          a.codecs,
                          a.frame_rate,
                          a.frame_rate_fraction,
                          a.frame_count,
                          a.has_variable_frame_rate,
                          a.page_count,
                          a.thumbhash,
                          a.table_shape,
                          a.created_at,
                          a.source_id
                          FROM asset a
                          WHERE a.org_id = l.org_id
                          AND a.source_id = l.asset_id
                          AND a.source_role IN ('THUMBNAIL', 'POSTER')
                        ) b
                        WHERE l.org_id = i.org_id
                        AND l.item_id = i.id
                      ) f3
                      ORDER BY array_position(ARRAY[ 'THUMBNAIL', 'POSTER' ]:: "AssetRole"[], f3.role),
                      f3.made,
                      f3.published_role,
                      f3.ordinal,
                      f3.role
                      LIMIT 1
                    ),
                    'null'
                  )
                  || ',"title":'
                  || coalesce(to_json(i.title)::text, 'null')
                  || ',"type":"'
                  || i.type
                  || '"}'
                )
                || '}'
              ) AS edge
              FROM (
                SELECT i.*,
                rtrim(
                  replace(encode(('["items:' || d1.id || ':POSITION:ASC",' || i.position || ']')::bytea, 'base64'), E'\n', ''),
                  '='
                ) AS cursor
                FROM (
                  SELECT i.*,
                  NULL::text AS sort_value
                  FROM item i
                  WHERE i.org_id = d1.org_id::uuid
                  AND i.dataset_id = d1.id::uuid
                  AND i.since_revision <= d1.revision
                  AND (i.until_revision IS NULL OR i.until_revision > d1.revision)
                  AND TRUE
                  ORDER BY i.position ASC
                  LIMIT 5
                ) i
              ) i
            ) page2
          )
          || ',"name":'
          || to_json(d1.name)::text
          || ',"revision":'
          || coalesce(
            (
              SELECT (
                '{"__typename":"DatasetRevision","facets":'
                || (
                  '{"__typename":"ItemFacets","types":'
                  || (
                    SELECT '['
                    || coalesce(string_agg(each1.json, ','), '')
                    || ']'
                    FROM (
                      SELECT (
                        '{"__typename":"FacetCount","count":'
                        || ((facet1.value->> 'count'))::text
                        || ',"value":'
                        || to_json((facet1.value->> 'value'))::text
                        || '}'
                      ) AS json
                      FROM jsonb_array_elements(r1.facets-> 'types')
                      WITH ORDINALITY facet1
                      ORDER BY facet1.ordinality
                    ) each1
                  )
                  || '}'
                )
                || ',"id":"'
                || encode(('DatasetRevision:' || r1.id)::bytea, 'base64')
                || '","itemCount":'
                || (r1.item_count)::text
                || ',"number":'
                || (r1.number)::text
                || '}'
              )
              FROM dataset_revision r1
              WHERE r1.org_id = d1.org_id
              AND r1.dataset_id = d1.id
              AND r1.number = d1.revision
            ),
            'null'
          )
          || ',"slug":'
          || to_json(d1.slug)::text
          || ',"status":"'
          || d1.status
          || '","updatedAt":'
          || CASE
          WHEN d1.updated_at >= '0001-01-02Z'
          AND d1.updated_at < '9999-12-31Z' THEN left(to_json(d1.updated_at AT TIME ZONE 'UTC' + interval '1 microsecond')::text, 24)
          || 'Z"'
          ELSE (d1.updated_at::text)::integer::text
          END
          || ',"visibility":"'
          || d1.visibility
          || '"}'
        )
        ELSE (d1.id::text)::integer::text
        END
      )
      || '}'
    )
    END AS edge
    FROM (
      SELECT d1.*,
      rtrim(
        replace(
          encode(
            (
              '["datasets:UPDATED_AT:DESC",'
              || round(extract(epoch FROM d1.updated_at) * 1000)::bigint
              || ',"'
              || d1.id
              || '"]'
            )::bytea,
            'base64'
          ),
          E'\n',
          ''
        ),
        '='
      ) AS cursor,
      row_number() OVER () AS place
      FROM (
        SELECT d1.*
        FROM dataset d1
        WHERE (
          (
            d1.org_id = $2
            AND d1.revision IS NOT NULL
            AND (
              d1.visibility = $3
              OR EXISTS (
                SELECT
                FROM "dataset_grant" d1_grants
                WHERE (d1_grants.org_id = d1.org_id AND d1_grants.dataset_id = d1.id AND d1_grants.user_id = $4)
              )
            )
          )
          AND EXISTS (
            SELECT
            FROM "organization" d1_organization
            WHERE (d1_organization.id = d1.org_id AND d1_organization.slug = $5)
          )
        )
        ORDER BY d1.updated_at desc,
        d1.id desc
        LIMIT 25
      ) d1
    ) d1
  ) page1
  HAVING count(*) >= 0
);

-- DatasetNames
SELECT '"Query"',
(
  SELECT (
    '{"__typename":'
    || '"DatasetConnection"'
    || ',"edges":'
    || '['
    || coalesce(string_agg(page1.edge, ','), '')
    || ']'
    || ',"pageInfo":'
    || (
      '{"__typename":'
      || '"PageInfo"'
      || ',"endCursor":'
      || coalesce(
        '"'
        || (array_agg(page1.cursor) FILTER (WHERE page1.place <= 100))[least(count(*), 100) ]
        || '"',
        'null'
      )
      || ',"hasNextPage":'
      || (count(*) > 100)::text
      || '}'
    )
    || '}'
  )
  FROM (
    SELECT d1.place,
    d1.cursor,
    CASE
    WHEN d1.place <= 100 THEN (
      '{"__typename":"DatasetEdge","node":'
      || (
        CASE
        WHEN d1.org_id IN ($1) THEN (
          '{"__typename":"Dataset","id":"'
          || encode(('Dataset:' || d1.id)::bytea, 'base64')
          || '","name":'
          || to_json(d1.name)::text
          || ',"slug":'
          || to_json(d1.slug)::text
          || '}'
        )
        ELSE (d1.id::text)::integer::text
        END
      )
      || '}'
    )
    END AS edge
    FROM (
      SELECT d1.*,
      translate(
        encode(
          convert_to('["datasets:SORT_NAME:ASC",' || to_json(d1.sort_name)::text || ',"' || d1.id || '"]', 'UTF8'),
          'base64'
        ),
        E'+/=\n',
        '-_'
      ) AS cursor,
      row_number() OVER () AS place
      FROM (
        SELECT d1.*
        FROM dataset d1
        WHERE (
          (
            d1.org_id = $2
            AND d1.revision IS NOT NULL
            AND (
              d1.visibility = $3
              OR EXISTS (
                SELECT
                FROM "dataset_grant" d1_grants
                WHERE (d1_grants.org_id = d1.org_id AND d1_grants.dataset_id = d1.id AND d1_grants.user_id = $4)
              )
            )
          )
          AND EXISTS (
            SELECT
            FROM "organization" d1_organization
            WHERE (d1_organization.id = d1.org_id AND d1_organization.slug = $5)
          )
        )
        ORDER BY d1.sort_name asc,
        d1.id asc
        LIMIT 101
      ) d1
    ) d1
  ) page1
  HAVING count(*) >= 0
);

-- DatasetPage
SELECT '"Query"',
coalesce(
  (
    SELECT (
      CASE
      WHEN d1.org_id IN ($1) THEN (
        '{"__typename":"Dataset","id":"'
        || encode(('Dataset:' || d1.id)::bytea, 'base64')
        || '","name":'
        || to_json(d1.name)::text
        || ',"revision":'
        || coalesce(
          (
            SELECT (
              '{"__typename":"DatasetRevision","byteSize":'
              || (r1.byte_size)::text
              || ',"createdAt":'
              || CASE
              WHEN r1.created_at >= '0001-01-02Z'
              AND r1.created_at < '9999-12-31Z' THEN left(to_json(r1.created_at AT TIME ZONE 'UTC' + interval '1 microsecond')::text, 24)
              || 'Z"'
              ELSE (r1.created_at::text)::integer::text
              END
              || ',"id":"'
              || encode(('DatasetRevision:' || r1.id)::bytea, 'base64')
              || '","number":'
              || (r1.number)::text
              || '}'
            )
            FROM dataset_revision r1
            WHERE r1.org_id = d1.org_id
            AND r1.dataset_id = d1.id
            AND r1.number = d1.revision
          ),
          'null'
        )
        || ',"slug":'
        || to_json(d1.slug)::text
        || '}'
      )
      ELSE (d1.id::text)::integer::text
      END
    )
    FROM dataset d1
    WHERE (
      (
        d1.slug = $2
        AND EXISTS (
          SELECT
          FROM "organization" d1_organization
          WHERE (d1_organization.id = d1.org_id AND d1_organization.slug = $3)
        )
      )
      AND (
        d1.org_id = $4
        AND d1.revision IS NOT NULL
        AND (
          d1.visibility = $5
          OR EXISTS (
            SELECT
            FROM "dataset_grant" d1_grants
            WHERE (d1_grants.org_id = d1.org_id AND d1_grants.dataset_id = d1.id AND d1_grants.user_id = $6)
          )
        )
      )
    )
    LIMIT 1
  ),
  'null'
);

-- ExportFiles of DatasetExport
-- Not planned: {"kind":"NODE_ID"}

-- ExportedDataset
SELECT '"Query"',
coalesce(
  (
    SELECT (
      CASE
      WHEN d1.org_id IN ($1) THEN ('{"__typename":"Dataset","id":"' || encode(('Dataset:' || d1.id)::bytea, 'base64') || '"}')
      ELSE (d1.id::text)::integer::text
      END
    )
    FROM dataset d1
    WHERE (
      (
        d1.slug = $2
        AND EXISTS (
          SELECT
          FROM "organization" d1_organization
          WHERE (d1_organization.id = d1.org_id AND d1_organization.slug = $3)
        )
      )
      AND (
        d1.org_id = $4
        AND d1.revision IS NOT NULL
        AND (
          d1.visibility = $5
          OR EXISTS (
            SELECT
            FROM "dataset_grant" d1_grants
            WHERE (d1_grants.org_id = d1.org_id AND d1_grants.dataset_id = d1.id AND d1_grants.user_id = $6)
          )
        )
      )
    )
    LIMIT 1
  ),
  'null'
);

-- Facets
SELECT '"Query"',
coalesce(
  (
    SELECT (
      CASE
      WHEN d1.org_id IN ($1) THEN (
        '{"__typename":"Dataset","all":'
        || coalesce(
          (
            SELECT (
              '{"__typename":"ItemFacets","countKind":"EXACT","labels":'
              || (
                SELECT '['
                || coalesce(string_agg(each1.json, ','), '')
                || ']'
                FROM (
                  SELECT (
                    '{"__typename":"FacetCount","count":'
                    || ((facet1.value->> 'count'))::text
                    || ',"value":'
                    || to_json((facet1.value->> 'value'))::text
                    || '}'
                  ) AS json
                  FROM jsonb_array_elements(kept1.facets-> 'labels')
                  WITH ORDINALITY facet1
                  ORDER BY facet1.ordinality
                ) each1
              )
              || ',"tags":'
              || (
                SELECT '['
                || coalesce(string_agg(each2.json, ','), '')
                || ']'
                FROM (
                  SELECT (
                    '{"__typename":"FacetCount","count":'
                    || ((facet2.value->> 'count'))::text
                    || ',"value":'
                    || to_json((facet2.value->> 'value'))::text
                    || '}'
                  ) AS json
                  FROM jsonb_array_elements(kept1.facets-> 'tags')
                  WITH ORDINALITY facet2
                  ORDER BY facet2.ordinality
                ) each2
              )
              || ',"types":'
              || (
                SELECT '['
                || coalesce(string_agg(each3.json, ','), '')
                || ']'
                FROM (
                  SELECT (
                    '{"__typename":"FacetCount","count":'
                    || ((facet3.value->> 'count'))::text
                    || ',"value":'
                    || to_json((facet3.value->> 'value'))::text
                    || '}'
                  ) AS json
                  FROM jsonb_array_elements(kept1.facets-> 'types')
                  WITH ORDINALITY facet3
                  ORDER BY facet3.ordinality
                ) each3
              )
              || '}'
            )
            FROM (
              SELECT coalesce(
                (
                  SELECT r1.facets
                  FROM dataset_revision r1
                  WHERE r1.org_id = d1.org_id
                  AND r1.dataset_id = d1.id
                  AND r1.number = d1.revision
                ),
                '{"types":[],"tags":[],"labels":[]}'
              ) AS facets
            ) kept1
          ),
          'null'
        )
        || ',"id":"'
        || encode(('Dataset:' || d1.id)::bytea, 'base64')
        || '"}'
      )
      ELSE (d1.id::text)::integer::text
      END
    )
    FROM dataset d1
    WHERE (
      (
        d1.slug = $2
        AND EXISTS (
          SELECT
          FROM "organization" d1_organization
          WHERE (d1_organization.id = d1.org_id AND d1_organization.slug = $3)
        )
      )
      AND (
        d1.org_id = $4
        AND d1.revision IS NOT NULL
        AND (
          d1.visibility = $5
          OR EXISTS (
            SELECT
            FROM "dataset_grant" d1_grants
            WHERE (d1_grants.org_id = d1.org_id AND d1_grants.dataset_id = d1.id AND d1_grants.user_id = $6)
          )
        )
      )
    )
    LIMIT 1
  ),
  'null'
);

-- Facets with its switches on
SELECT '"Query"',
coalesce(
  (
    SELECT (
      CASE
      WHEN d1.org_id IN ($1) THEN (
        '{"__typename":"Dataset","all":'
        || coalesce(
          (
            SELECT (
              '{"__typename":"ItemFacets","countKind":"EXACT","labels":'
              || (
                SELECT '['
                || coalesce(string_agg(each1.json, ','), '')
                || ']'
                FROM (
                  SELECT (
                    '{"__typename":"FacetCount","count":'
                    || ((facet1.value->> 'count'))::text
                    || ',"value":'
                    || to_json((facet1.value->> 'value'))::text
                    || '}'
                  ) AS json
                  FROM jsonb_array_elements(kept1.facets-> 'labels')
                  WITH ORDINALITY facet1
                  ORDER BY facet1.ordinality
                ) each1
              )
              || ',"tags":'
              || (
                SELECT '['
                || coalesce(string_agg(each2.json, ','), '')
                || ']'
                FROM (
                  SELECT (
                    '{"__typename":"FacetCount","count":'
                    || ((facet2.value->> 'count'))::text
                    || ',"value":'
                    || to_json((facet2.value->> 'value'))::text
                    || '}'
                  ) AS json
                  FROM jsonb_array_elements(kept1.facets-> 'tags')
                  WITH ORDINALITY facet2
                  ORDER BY facet2.ordinality
                ) each2
              )
              || ',"types":'
              || (
                SELECT '['
                || coalesce(string_agg(each3.json, ','), '')
                || ']'
                FROM (
                  SELECT (
                    '{"__typename":"FacetCount","count":'
                    || ((facet3.value->> 'count'))::text
                    || ',"value":'
                    || to_json((facet3.value->> 'value'))::text
                    || '}'
                  ) AS json
                  FROM jsonb_array_elements(kept1.facets-> 'types')
                  WITH ORDINALITY facet3
                  ORDER BY facet3.ordinality
                ) each3
              )
              || '}'
            )
            FROM (
              SELECT coalesce(
                (
                  SELECT r1.facets
                  FROM dataset_revision r1
                  WHERE r1.org_id = d1.org_id
                  AND r1.dataset_id = d1.id
                  AND r1.number = d1.revision
                ),
                '{"types":[],"tags":[],"labels":[]}'
              ) AS facets
            ) kept1
          ),
          'null'
        )
        || ',"filtered":'
        || coalesce(
          (
            SELECT (
              '{"__typename":"ItemFacets","countKind":"EXACT","labels":'
              || (
                SELECT '['
                || coalesce(string_agg(each4.json, ','), '')
                || ']'
                FROM (
                  SELECT (
                    '{"__typename":"FacetCount","count":'
                    || ((facet4.value->> 'count'))::text
                    || ',"value":'
                    || to_json((facet4.value->> 'value'))::text
                    || '}'
                  ) AS json
                  FROM jsonb_array_elements(kept2.facets-> 'labels')
                  WITH ORDINALITY facet4
                  ORDER BY facet4.ordinality
                ) each4
              )
              || ',"tags":'
              || (
                SELECT '['
                || coalesce(string_agg(each5.json, ','), '')
                || ']'
                FROM (
                  SELECT (
                    '{"__typename":"FacetCount","count":'
                    || ((facet5.value->> 'count'))::text
                    || ',"value":'
                    || to_json((facet5.value->> 'value'))::text
                    || '}'
                  ) AS json
                  FROM jsonb_array_elements(kept2.facets-> 'tags')
                  WITH ORDINALITY facet5
                  ORDER BY facet5.ordinality
                ) each5
              )
              || ',"types":'
              || (
                SELECT '['
                || coalesce(string_agg(each6.json, ','), '')
                || ']'
                FROM (
                  SELECT (
                    '{"__typename":"FacetCount","count":'
                    || ((facet6.value->> 'count'))::text
                    || ',"value":'
                    || to_json((facet6.value->> 'value'))::text
                    || '}'
                  ) AS json
                  FROM jsonb_array_elements(kept2.facets-> 'types')
                  WITH ORDINALITY facet6
                  ORDER BY facet6.ordinality
                ) each6
              )
              || '}'
            )
            FROM (
              SELECT coalesce(
                (
                  SELECT r2.facets
                  FROM dataset_revision r2
                  WHERE r2.org_id = d1.org_id
                  AND r2.dataset_id = d1.id
                  AND r2.number = d1.revision
                ),
                '{"types":[],"tags":[],"labels":[]}'
              ) AS facets
            ) kept2
          ),
          'null'
        )
        || ',"typed":'
        || coalesce(
          (
            SELECT (
              '{"__typename":"ItemFacets","types":'
              || (
                SELECT '['
                || coalesce(string_agg(each7.json, ','), '')
                || ']'
                FROM (
                  SELECT (
                    '{"__typename":"FacetCount","count":'
                    || ((facet7.value->> 'count'))::text
                    || ',"value":'
                    || to_json((facet7.value->> 'value'))::text
                    || '}'
                  ) AS json
                  FROM jsonb_array_elements(kept3.facets-> 'types')
                  WITH ORDINALITY facet7
                  ORDER BY facet7.ordinality
                ) each7
              )
              || '}'
            )
            FROM (
              SELECT coalesce(
                (
                  SELECT r3.facets
                  FROM dataset_revision r3
                  WHERE r3.org_id = d1.org_id
                  AND r3.dataset_id = d1.id
                  AND r3.number = d1.revision
                ),
                '{"types":[],"tags":[],"labels":[]}'
              ) AS facets
            ) kept3
          ),
          'null'
        )
        || ',"id":"'
        || encode(('Dataset:' || d1.id)::bytea, 'base64')
        || '"}'
      )
      ELSE (d1.id::text)::integer::text
      END
    )
    FROM dataset d1
    WHERE (
      (
        d1.slug = $2
        AND EXISTS (
          SELECT
          FROM "organization" d1_organization
          WHERE (d1_organization.id = d1.org_id AND d1_organization.slug = $3)
        )
      )
      AND (
        d1.org_id = $4
        AND d1.revision IS NOT NULL
        AND (
          d1.visibility = $5
          OR EXISTS (
            SELECT
            FROM "dataset_grant" d1_grants
            WHERE (d1_grants.org_id = d1.org_id AND d1_grants.dataset_id = d1.id AND d1_grants.user_id = $6)
          )
        )
      )
    )
    LIMIT 1
  ),
  'null'
);

-- Grants
-- Not planned: {"kind":"FIELD","field":"Dataset.grants"}

-- IngestSession of IngestSession
-- Not planned: {"kind":"NODE_ID"}

-- IngestSessions
-- Not planned: {"kind":"FIELD","field":"Query.organization"}

-- InvitationPage
-- Not planned: {"kind":"FIELD","field":"Query.invitation"}

-- Invitations
-- Not planned: {"kind":"FIELD","field":"Query.organization"}

-- IssuesReport of IngestSession
-- Not planned: {"kind":"NODE_ID"}

-- ItemAnchors
-- Not planned: {"kind":"FIELD","field":"ItemConnection.anchors"}

-- ItemByKey
SELECT '"Query"',
coalesce(
  (
    SELECT (
      CASE
      WHEN d1.org_id IN ($1) THEN (
        '{"__typename":"Dataset","id":"'
        || encode(('Dataset:' || d1.id)::bytea, 'base64')
        || '","item":'
        || coalesce(
          (
            SELECT ('{"__typename":"Item","id":"' || encode(('Item:' || i.id)::bytea, 'base64') || '"}')
            FROM item i
            WHERE i.org_id = d1.org_id
            AND i.dataset_id = d1.id
            AND i.key = $2
            AND i.since_revision <= d1.revision
            AND (i.until_revision IS NULL OR i.until_revision > d1.revision)
            LIMIT 1
          ),
          'null'
        )
        || '}'
      )
      ELSE (d1.id::text)::integer::text
      END
    )
    FROM dataset d1
    WHERE (
      (
        d1.slug = $3
        AND EXISTS (
          SELECT
          FROM "organization" d1_organization
          WHERE (d1_organization.id = d1.org_id AND d1_organization.slug = $4)
        )
      )
      AND (
        d1.org_id = $5
        AND d1.revision IS NOT NULL
        AND (
          d1.visibility = $6
          OR EXISTS (
            SELECT
            FROM "dataset_grant" d1_grants
            WHERE (d1_grants.org_id = d1.org_id AND d1_grants.dataset_id = d1.id AND d1_grants.user_id = $7)
          )
        )
      )
    )
    LIMIT 1
  ),
  'null'
);

-- ItemPage
SELECT '"Query"',
coalesce(
  (
    SELECT (
      CASE
      WHEN d1.org_id IN ($1) THEN (
        '{"__typename":"Dataset","id":"'
        || encode(('Dataset:' || d1.id)::bytea, 'base64')
        || '","items":'
        || (
          SELECT (
            '{"__typename":'
            || '"ItemConnection"'
            || ',"edges":'
            || '['
            || coalesce(string_agg(page1.edge, ','), '')
            || ']'
            || ',"pageInfo":'
            || (
              '{"__typename":'
              || '"PageInfo"'
              || ',"endCursor":'
              || coalesce(
                '"'
                || (array_agg(page1.cursor) FILTER (WHERE page1.place <= 50))[least(count(*), 50) ]
                || '"',
                'null'
              )
              || ',"hasNextPage":'
              || (count(*) > 50)::text
              || '}'
            )
            || ',"revisionNumber":'
            || coalesce((d1.revision)::text, 'null')
            || ',"totalCount":'
            || (
              coalesce(
                (
                  SELECT r1.item_count
                  FROM dataset_revision r1
                  WHERE r1.org_id = d1.org_id
                  AND r1.dataset_id = d1.id
                  AND r1.number = d1.revision
                ),
                0
              )
            )::text
            || ',"totalCountKind":'
            || '"'
            || 'EXACT'
            || '"'
            || '}'
          )
          FROM (
            SELECT i.place,
            i.cursor,
            CASE
            WHEN i.place <= 50 THEN (
              '{"__typename":"ItemEdge","cursor":"'
              || i.cursor
              || '","node":'
              || (
                '{"__typename":"Item","id":"'
                || encode(('Item:' || i.id)::bytea, 'base64')
                || '","key":'
                || to_json(i.key)::text
                || ',"byteSize":'
                || (i.byte_size)::text
                || ',"content":'
                || (
                  CASE
                  WHEN i.type = 'AUDIO'
                  OR i.type = 'DOCUMENT'
                  OR i.type = 'IMAGE' THEN (
                    '{"__typename":'
                    || (
                      CASE
                      WHEN i.type = 'AUDIO' THEN '"AudioContent"'
                      WHEN i.type = 'DOCUMENT' THEN '"DocumentContent"'
                      WHEN i.type = 'IMAGE' THEN '"ImageContent"'
                      END
                    )
                    || ',"primary":'
                    || coalesce(
                      (
                        SELECT (
                          '{"__typename":"Asset","durationSeconds":'
                          || coalesce(
                            CASE
                            WHEN f1.duration_seconds >= 1e-4
                            AND f1.duration_seconds < 1e15 THEN (f1.duration_seconds)::text
                            WHEN f1.duration_seconds IS NOT NULL THEN E'\x01float\x02'
                            || (f1.duration_seconds)::text
                            || E'\x01'
                            END,
                            'null'
                          )
                          || ',"height":'
                          || coalesce((f1.height)::text, 'null')
                          || ',"id":"'
                          || translate(encode(('Asset:' || i.id || '.' || f1.id)::bytea, 'base64'), E'\n', '')
                          || '","width":'
                          || coalesce((f1.width)::text, 'null')
                          || ',"byteSize":'
                          || (f1.byte_size)::text
                          || ',"contentType":'
                          || to_json(f1.content_type)::text
                          || '}'
                        )
                        FROM (
                          SELECT l.role AS published_role,
                          l.ordinal,
                          b.*
                          FROM item_asset l
                          CROSS JOIN LATERAL (
                            SELECT 0 AS made,
                            l.role AS role,
                            l.filename AS filename,
                            a.id,
                            a.org_id,
                            a.sha256,
                            a.byte_size,
                            a.content_type,
                            a.object_key,
                            a.width,
                            a.height,
                            a.duration_seconds,
                            a.codecs,
                            a.frame_rate,
                            a.frame_rate_fraction,
                            a.frame_count,
                            a.has_variable_frame_rate,
                            a.page_count,
                            a.thumbhash,
                            a.table_shape,
                            a.created_at,
                            a.source_id
                            FROM asset a
                            WHERE a.org_id = l.org_id
                            AND a.id = l.asset_id
                            AND l.role IN ('PRIMARY')
                            UNION ALL
                            SELECT 1,
                            a.source_role,
                            NULL,
                            a.id,
                            a.org_id,
                            a.sha256,
                            a.byte_size,
                            a.content_type,
                            a.object_key,
                            a.width,
                            a.height,
                            a.duration_seconds,
                            a.codecs,
                            a.frame_rate,
                            a.frame_rate_fraction,
                            a.frame_count,
                            a.has_variable_frame_rate,
                            a.page_count,
                            a.thumbhash,
                            a.table_shape,
                            a.created_at,
                            a.source_id
                            FROM asset a
                            WHERE a.org_id = l.org_id
                            AND a.source_id = l.asset_id
                            AND a.source_role IN ('PRIMARY')
                          ) b
                          WHERE l.org_id = i.org_id
                          AND l.item_id = i.id
                        ) f1
                        ORDER BY array_position(ARRAY[ 'PRIMARY' ]:: "AssetRole"[], f1.role),
                        f1.made,
                        f1.published_role,
                        f1.ordinal,
                        f1.role
                        LIMIT 1
                      ),
                      (i.id::text)::integer::text
                    )
                    || '}'
                  )
                  WHEN i.type = 'FILE'
                  OR i.type = 'TABLE'
                  OR i.type = 'TEXT' THEN (
                    '{"__typename":'
                    || (
                      CASE
                      WHEN i.type = 'FILE' THEN '"FileContent"'
                      WHEN i.type = 'TABLE' THEN '"TableContent"'
                      WHEN i.type = 'TEXT' THEN '"TextContent"'
                      END
                    )
                    || ',"primary":'
                    || coalesce(
                      (
                        SELECT (
                          '{"__typename":"Asset","durationSeconds":'
                          || coalesce(
                            CASE
                            WHEN f1.duration_seconds >= 1e-4
                            AND f1.duration_seconds < 1e15 THEN (f1.duration_seconds)::text
                            WHEN f1.duration_seconds IS NOT NULL THEN E'\x01float\x02'
                            || (f1.duration_seconds)::text
                            || E'\x01'
                            END,
                            'null'
                          )
                          || ',"height":'
                          || coalesce((f1.height)::text, 'null')
                          || ',"id":"'
                          || translate(encode(('Asset:' || i.id || '.' || f1.id)::bytea, 'base64'), E'\n', '')
                          || '","width":'
                          || coalesce((f1.width)::text, 'null')
                          || ',"byteSize":'
                          || (f1.byte_size)::text
                          || ',"contentType":'
                          || to_json(f1.content_type)::text
                          || '}'
                        )
                        FROM (
                          SELECT l.role AS published_role,
                          l.ordinal,
                          b.*
                          FROM item_asset l
                          CROSS JOIN LATERAL (
                            SELECT 0 AS made,
                            l.role AS role,
                            l.filename AS filename,
                            a.id,
                            a.org_id,
                            a.sha256,
                            a.byte_size,
                            a.content_type,
                            a.object_key,
                            a.width,
                            a.height,
                            a.duration_seconds,
                            a.codecs,
                            a.frame_rate,
                            a.frame_rate_fraction,
                            a.frame_count,
                            a.has_variable_frame_rate,
                            a.page_count,
                            a.thumbhash,
                            a.table_shape,
                            a.created_at,
                            a.source_id
                            FROM asset a
                            WHERE a.org_id = l.org_id
                            AND a.id = l.asset_id
                            AND l.role IN ('PRIMARY')
                            UNION ALL
                            SELECT 1,
                            a.source_role,
                            NULL,
                            a.id,
                            a.org_id,
                            a.sha256,
                            a.byte_size,
                            a.content_type,
                            a.object_key,
                            a.width,
                            a.height,
                            a.duration_seconds,
                            a.codecs,
                            a.frame_rate,
                            a.frame_rate_fraction,
                            a.frame_count,
                            a.has_variable_frame_rate,
                            a.page_count,
                            a.thumbhash,
                            a.table_shape,
                            a.created_at,
                            a.source_id
                            FROM asset a
                            WHERE a.org_id = l.org_id
                            AND a.source_id = l.asset_id
                            AND a.source_role IN ('PRIMARY')
                          ) b
                          WHERE l.org_id = i.org_id
                          AND l.item_id = i.id
                        ) f1
                        ORDER BY array_position(ARRAY[ 'PRIMARY' ]:: "AssetRole"[], f1.role),
                        f1.made,
                        f1.published_role,
                        f1.ordinal,
                        f1.role
                        LIMIT 1
                      ),
                      (i.id::text)::integer::text
                    )
                    || ',"excerpt":'
                    || coalesce(
                      to_json(
                        (
                          SELECT ltrim(left(t.body, 400), E' \t\r\n')
                          FROM item_asset l
                          JOIN asset_text t ON t.org_id = l.org_id
                          AND t.asset_id = l.asset_id
                          WHERE l.org_id = i.org_id
                          AND l.item_id = i.id
                          AND l.role = 'PRIMARY'
                          ORDER BY l.ordinal
                          LIMIT 1
                        )
                      )::text,
                      'null'
                    )
                    || '}'
                  )
                  WHEN i.type = 'VIDEO' THEN (
                    '{"__typename":"VideoContent","primary":'
                    || coalesce(
                      (
                        SELECT (
                          '{"__typename":"Asset","durationSeconds":'
                          || coalesce(
                            CASE
                            WHEN f1.duration_seconds >= 1e-4
                            AND f1.duration_seconds < 1e15 THEN (f1.duration_seconds)::text
                            WHEN f1.duration_seconds IS NOT NULL THEN E'\x01float\x02'
                            || (f1.duration_seconds)::text
                            || E'\x01'
                            END,
                            'null'
                          )
                          || ',"height":'
                          || coalesce((f1.height)::text, 'null')
                          || ',"id":"'
                          || translate(encode(('Asset:' || i.id || '.' || f1.id)::bytea, 'base64'), E'\n', '')
                          || '","width":'
                          || coalesce((f1.width)::text, 'null')
                          || ',"byteSize":'
                          || (f1.byte_size)::text
                          || ',"contentType":'
                          || to_json(f1.content_type)::text
                          || '}'
                        )
                        FROM (
                          SELECT l.role AS published_role,
                          l.ordinal,
                          b.*
                          FROM item_asset l
                          CROSS JOIN LATERAL (
                            SELECT 0 AS made,
                            l.role AS role,
                            l.filename AS filename,
                            a.id,
                            a.org_id,
                            a.sha256,
                            a.byte_size,
                            a.content_type,
                            a.object_key,
                            a.width,
                            a.height,
                            a.duration_seconds,
                            a.codecs,
                            a.frame_rate,
                            a.frame_rate_fraction,
                            a.frame_count,
                            a.has_variable_frame_rate,
                            a.page_count,
                            a.thumbhash,
                            a.table_shape,
                            a.created_at,
                            a.source_id
                            FROM asset a
                            WHERE a.org_id = l.org_id
                            AND a.id = l.asset_id
                            AND l.role IN ('PRIMARY')
                            UNION ALL
                            SELECT 1,
                            a.source_role,
                            NULL,
                            a.id,
                            a.org_id,
                            a.sha256,
                            a.byte_size,
                            a.content_type,
                            a.object_key,
                            a.width,
                            a.height,
                            a.duration_seconds,
                            a.codecs,
                            a.frame_rate,
                            a.frame_rate_fraction,
                            a.frame_count,
                            a.has_variable_frame_rate,
                            a.page_count,
                            a.thumbhash,
                            a.table_shape,
                            a.created_at,
                            a.source_id
                            FROM asset a
                            WHERE a.org_id = l.org_id
                            AND a.source_id = l.asset_id
                            AND a.source_role IN ('PRIMARY')
                          ) b
                          WHERE l.org_id = i.org_id
                          AND l.item_id = i.id
                        ) f1
                        ORDER BY array_position(ARRAY[ 'PRIMARY' ]:: "AssetRole"[], f1.role),
                        f1.made,
                        f1.published_role,
                        f1.ordinal,
                        f1.role
                        LIMIT 1
                      ),
                      (i.id::text)::integer::text
                    )
                    || ',"poster":'
                    || coalesce(
                      (
                        SELECT (
                          '{"__typename":"Asset","id":"'
                          || translate(encode(('Asset:' || i.id || '.' || f2.id)::bytea, 'base64'), E'\n', '')
                          || '"}'
                        )
                        FROM (
                          SELECT l.role AS published_role,
                          l.ordinal,
                          b.*
                          FROM item_asset l
                          CROSS JOIN LATERAL (
                            SELECT 0 AS made,
                            l.role AS role,
                            l.filename AS filename,
                            a.id,
                            a.org_id,
                            a.sha256,
                            a.byte_size,
                            a.content_type,
                            a.object_key,
                            a.width,
                            a.height,
                            a.duration_seconds,
                            a.codecs,
                            a.frame_rate,
                            a.frame_rate_fraction,
                            a.frame_count,
                            a.has_variable_frame_rate,
                            a.page_count,
                            a.thumbhash,
                            a.table_shape,
                            a.created_at,
                            a.source_id
                            FROM asset a
                            WHERE a.org_id = l.org_id
                            AND a.id = l.asset_id
                            AND l.role IN ('POSTER')
                            UNION ALL
                            SELECT 1,
                            a.source_role,
                            NULL,
                            a.id,
                            a.org_id,
                            a.sha256,
                            a.byte_size,
                            a.content_type,
                            a.object_key,
                            a.width,
                            a.height,
                            a.duration_seconds,
                            a.codecs,
                            a.frame_rate,
                            a.frame_rate_fraction,
                            a.frame_count,
                            a.has_variable_frame_rate,
                            a.page_count,
                            a.thumbhash,
                            a.table_shape,
                            a.created_at,
                            a.source_id
                            FROM asset a
                            WHERE a.org_id = l.org_id
                            AND a.source_id = l.asset_id
                            AND a.source_role IN ('POSTER')
                          ) b
                          WHERE l.org_id = i.org_id
                          AND l.item_id = i.id
                        ) f2
                        ORDER BY array_position(ARRAY[ 'POSTER' ]:: "AssetRole"[], f2.role),
                        f2.made,
                        f2.published_role,
                        f2.ordinal,
                        f2.role
                        LIMIT 1
                      ),
                      'null'
                    )
                    || '}'
                  )
                  END
                )
                || ',"createdAt":'
                || CASE
                WHEN i.created_at >= '0001-01-02Z'
                AND i.created_at < '9999-12-31Z' THEN left(to_json(i.created_at AT TIME ZONE 'UTC' + interval '1 microsecond')::text, 24)
                || 'Z"'
                ELSE (i.created_at::text)::integer::text
                END
                || ',"tags":'
                || array_to_json(i.tags)::text
                || ',"title":'
                || coalesce(to_json(i.title)::text, 'null')
                || ',"type":"'
                || i.type
                || '","thumbnail":'
                || coalesce(
                  (
                    SELECT (
                      '{"__typename":"Asset","id":"'
                      || translate(encode(('Asset:' || i.id || '.' || f3.id)::bytea, 'base64'), E'\n', '')
                      || '","signedUrl":'
                      || E'\x01call0\x02'
                      || json_build_array(
                        i.org_id,
                        i.dataset_id,
                        i.key,
                        f3.id,
                        f3.object_key,
                        f3.content_type,
                        f3.role,
                        f3.filename,
                        d1.sensitive
                      )::text
                      || E'\x01,"thumbhash":'
                      || coalesce(to_json(encode(nullif(f3.thumbhash, ''), 'base64'))::text, 'null')
                      || '}'
                    )
                    FROM (
                      SELECT l.role AS published_role,
                      l.ordinal,
                      b.*
                      FROM item_asset l
                      CROSS JOIN LATERAL (
                        SELECT 0 AS made,
                        l.role AS role,
                        l.filename AS filename,
                        a.id,
                        a.org_id,
                        a.sha256,
                        a.byte_size,
                        a.content_type,
                        a.object_key,
                        a.width,
                        a.height,
                        a.duration_seconds,
                        a.codecs,
                        a.frame_rate,
                        a.frame_rate_fraction,
                        a.frame_count,
                        a.has_variable_frame_rate,
                        a.page_count,
                        a.thumbhash,
                        a.table_shape,
                        a.created_at,
                        a.source_id
                        FROM asset a
                        WHERE a.org_id = l.org_id
                        AND a.id = l.asset_id
                        AND l.role IN ('THUMBNAIL', 'POSTER')
                        UNION ALL
                        SELECT 1,
                        a.source_role,
                        NULL,
                        a.id,
                        a.org_id,
                        a.sha256,
                        a.byte_size,
                        a.content_type,
                        a.object_key,
                        a.width,
                        a.height,
                        a.duration_seconds,
                        a.codecs,
                        a.frame_rate,
                        a.frame_rate_fraction,
                        a.frame_count,
                        a.has_variable_frame_rate,
                        a.page_count,
                        a.thumbhash,
                        a.table_shape,
                        a.created_at,
                        a.source_id
                        FROM asset a
                        WHERE a.org_id = l.org_id
                        AND a.source_id = l.asset_id
                        AND a.source_role IN ('THUMBNAIL', 'POSTER')
                      ) b
                      WHERE l.org_id = i.org_id
                      AND l.item_id = i.id
                    ) f3
                    ORDER BY array_position(ARRAY[ 'THUMBNAIL', 'POSTER' ]:: "AssetRole"[], f3.role),
                    f3.made,
                    f3.published_role,
                    f3.ordinal,
                    f3.role
                    LIMIT 1
                  ),
                  'null'
                )
                || '}'
              )
              || '}'
            )
            END AS edge
            FROM (
              SELECT i.*,
              rtrim(
                replace(encode(('["items:' || d1.id || ':POSITION:ASC",' || i.position || ']')::bytea, 'base64'), E'\n', ''),
                '='
              ) AS cursor,
              row_number() OVER () AS place
              FROM (
                SELECT i.*,
                NULL::text AS sort_value
                FROM item i
                WHERE i.org_id = d1.org_id::uuid
                AND i.dataset_id = d1.id::uuid
                AND i.since_revision <= d1.revision
                AND (i.until_revision IS NULL OR i.until_revision > d1.revision)
                AND TRUE
                ORDER BY i.position ASC
                LIMIT 51
              ) i
            ) i
          ) page1
          HAVING count(*) >= 0
        )
        || '}'
      )
      ELSE (d1.id::text)::integer::text
      END
    )
    FROM dataset d1
    WHERE (
      (
        d1.slug = $2
        AND EXISTS (
          SELECT
          FROM "organization" d1_organization
          WHERE (d1_organization.id = d1.org_id AND d1_organization.slug = $3)
        )
      )
      AND (
        d1.org_id = $4
        AND d1.revision IS NOT NULL
        AND (
          d1.visibility = $5
          OR EXISTS (
            SELECT
            FROM "dataset_grant" d1_grants
            WHERE (d1_grants.org_id = d1.org_id AND d1_grants.dataset_id = d1.id AND d1_grants.user_id = $6)
          )
        )
      )
    )
    LIMIT 1
  ),
  'null'
);

-- ItemPage with its switches on
-- Not planned: {"kind":"FIELD","field":"ItemConnection.startIndex"}

-- ItemPanel of Item
-- Not planned: {"kind":"FIELD","field":"Item.transcript"}

-- ManifestIssues of IngestSession
-- Not planned: {"kind":"NODE_ID"}

-- MemberNames
-- Not planned: {"kind":"FIELD","field":"Query.organization"}

-- Members
-- Not planned: {"kind":"FIELD","field":"Query.organization"}

-- MintSignedUrls
-- Not planned: {"kind":"FIELD","field":"Query.nodes"}

-- MoreAnnotations of Item
SELECT '"Query"',
coalesce(
  (
    SELECT (
      CASE
      WHEN i.org_id IN ($1) THEN (
        '{"__typename":"Item","annotations":'
        || (
          SELECT (
            '{"__typename":'
            || '"AnnotationConnection"'
            || ',"edges":'
            || '['
            || coalesce(string_agg(page1.edge, ','), '')
            || ']'
            || ',"pageInfo":'
            || (
              '{"__typename":'
              || '"PageInfo"'
              || ',"endCursor":'
              || coalesce(
                '"'
                || (array_agg(page1.cursor) FILTER (WHERE page1.place <= 100))[least(count(*), 100) ]
                || '"',
                'null'
              )
              || ',"hasNextPage":'
              || (count(*) > 100)::text
              || '}'
            )
            || '}'
          )
          FROM (
            SELECT a.place,
            a.cursor,
            CASE
            WHEN a.place <= 100 THEN (
              '{"__typename":"AnnotationEdge","node":'
              || (
                '{"__typename":"Annotation","confidence":'
                || coalesce(
                  CASE
                  WHEN a.confidence >= 1e-4
                  AND a.confidence < 1e15 THEN (a.confidence)::text
                  WHEN a.confidence IS NOT NULL THEN E'\x01float\x02'
                  || (a.confidence)::text
                  || E'\x01'
                  END,
                  'null'
                )
                || ',"geometry":'
                || (a.geometry)::text
                || ',"id":"'
                || encode(('Annotation:' || a.id)::bytea, 'base64')
                || '","kind":"'
                || a.kind
                || '","label":'
                || to_json(a.label)::text
                || ',"note":'
                || coalesce(to_json(a.note)::text, 'null')
                || ',"source":"'
                || a.source
                || '"}'
              )
              || '}'
            )
            END AS edge
            FROM (
              SELECT a.*,
              rtrim(replace(encode(('["annotations","' || a.id || '"]')::bytea, 'base64'), E'\n', ''), '=') AS cursor,
              row_number() OVER () AS place
              FROM (
                SELECT a.*
                FROM annotation a
                WHERE a.org_id = i.org_id
                AND a.dataset_id = i.dataset_id
                AND a.item_key = i.key
                AND a.since_revision IN (0, i.since_revision)
                AND a.id > $2::uuid
                ORDER BY a.id ASC
                LIMIT 101
              ) a
            ) a
          ) page1
          HAVING count(*) >= 0
        )
        || ',"id":"'
        || encode(('Item:' || i.id)::bytea, 'base64')
        || '"}'
      )
      ELSE (i.id::text)::integer::text
      END
    )
    FROM item i
    JOIN dataset d1 ON d1.org_id = i.org_id
    AND d1.id = i.dataset_id
    WHERE (
      i.id = $3
      AND EXISTS (
        SELECT
        FROM "dataset" i_dataset
        WHERE (
          i_dataset.org_id = i.org_id
          AND i_dataset.id = i.dataset_id
          AND (
            i_dataset.org_id = $4
            AND i_dataset.revision IS NOT NULL
            AND (
              i_dataset.visibility = $5
              OR EXISTS (
                SELECT
                FROM "dataset_grant" i_dataset_grants
                WHERE (
                  i_dataset_grants.org_id = i_dataset.org_id
                  AND i_dataset_grants.dataset_id = i_dataset.id
                  AND i_dataset_grants.user_id = $6
                )
              )
            )
          )
        )
      )
    )
  ),
  'null'
);

-- MoreTranscript of Item
-- Not planned: {"kind":"FIELD","field":"Item.transcript"}

-- OrganizationId
-- Not planned: {"kind":"FIELD","field":"Query.organization"}

-- OrganizationTokens
-- Not planned: {"kind":"FIELD","field":"Query.organization"}

-- OwnTokens
-- Not planned: {"kind":"FIELD","field":"Query.viewer"}

-- PinnedRevision
-- Not planned: {"kind":"FIELD","field":"Dataset.revisions"}

-- Rendition of Item
SELECT '"Query"',
coalesce(
  (
    SELECT (
      CASE
      WHEN i.org_id IN ($1) THEN (
        '{"__typename":"Item","content":'
        || (
          CASE
          WHEN i.type = 'AUDIO'
          OR i.type = 'VIDEO' THEN (
            '{"__typename":'
            || (CASE WHEN i.type = 'AUDIO' THEN '"AudioContent"' WHEN i.type = 'VIDEO' THEN '"VideoContent"' END)
            || ',"primary":'
            || coalesce(
              (
                SELECT (
                  '{"__typename":"Asset","id":"'
                  || translate(encode(('Asset:' || i.id || '.' || f1.id)::bytea, 'base64'), E'\n', '')
                  || '","renditionState":'
                  || coalesce(
                    (
                      SELECT (
                        '{"__typename":"Rendition","progress":'
                        || coalesce(
                          CASE
                          WHEN r1.progress >= 1e-4
                          AND r1.progress < 1e15 THEN (r1.progress)::text
                          WHEN r1.progress IS NOT NULL THEN E'\x01float\x02'
                          || (r1.progress)::text
                          || E'\x01'
                          END,
                          'null'
                        )
                        || ',"reason":'
                        || coalesce(to_json(r1.reason)::text, 'null')
                        || ',"state":"'
                        || r1.state
                        || '"}'
                      )
                      FROM rendition r1
                      WHERE r1.org_id = f1.org_id
                      AND r1.asset_id = f1.id
                    ),
                    'null'
                  )
                  || '}'
                )
                FROM (
                  SELECT l.role AS published_role,
                  l.ordinal,
                  b.*
                  FROM item_asset l
                  CROSS JOIN LATERAL (
                    SELECT 0 AS made,
                    l.role AS role,
                    l.filename AS filename,
                    a.id,
                    a.org_id,
                    a.sha256,
                    a.byte_size,
                    a.content_type,
                    a.object_key,
                    a.width,
                    a.height,
                    a.duration_seconds,
                    a.codecs,
                    a.frame_rate,
                    a.frame_rate_fraction,
                    a.frame_count,
                    a.has_variable_frame_rate,
                    a.page_count,
                    a.thumbhash,
                    a.table_shape,
                    a.created_at,
                    a.source_id
                    FROM asset a
                    WHERE a.org_id = l.org_id
                    AND a.id = l.asset_id
                    AND l.role IN ('PRIMARY')
                    UNION ALL
                    SELECT 1,
                    a.source_role,
                    NULL,
                    a.id,
                    a.org_id,
                    a.sha256,
                    a.byte_size,
                    a.content_type,
                    a.object_key,
                    a.width,
                    a.height,
                    a.duration_seconds,
                    a.codecs,
                    a.frame_rate,
                    a.frame_rate_fraction,
                    a.frame_count,
                    a.has_variable_frame_rate,
                    a.page_count,
                    a.thumbhash,
                    a.table_shape,
                    a.created_at,
                    a.source_id
                    FROM asset a
                    WHERE a.org_id = l.org_id
                    AND a.source_id = l.asset_id
                    AND a.source_role IN ('PRIMARY')
                  ) b
                  WHERE l.org_id = i.org_id
                  AND l.item_id = i.id
                ) f1
                ORDER BY array_position(ARRAY[ 'PRIMARY' ]:: "AssetRole"[], f1.role),
                f1.made,
                f1.published_role,
                f1.ordinal,
                f1.role
                LIMIT 1
              ),
              (i.id::text)::integer::text
            )
            || ',"rendition":'
            || coalesce(
              (
                SELECT (
                  '{"__typename":"Asset","codecs":'
                  || coalesce(array_to_json(string_to_array(f2.codecs, ','))::text, 'null')
                  || ',"contentType":'
                  || to_json(f2.content_type)::text
                  || ',"id":"'
                  || translate(encode(('Asset:' || i.id || '.' || f2.id)::bytea, 'base64'), E'\n', '')
                  || '"}'
                )
                FROM (
                  SELECT l.role AS published_role,
                  l.ordinal,
                  b.*
                  FROM item_asset l
                  CROSS JOIN LATERAL (
                    SELECT 0 AS made,
                    l.role AS role,
                    l.filename AS filename,
                    a.id,
                    a.org_id,
                    a.sha256,
                    a.byte_size,
                    a.content_type,
                    a.object_key,
                    a.width,
                    a.height,
                    a.duration_seconds,
                    a.codecs,
                    a.frame_rate,
                    a.frame_rate_fraction,
                    a.frame_count,
                    a.has_variable_frame_rate,
                    a.page_count,
                    a.thumbhash,
                    a.table_shape,
                    a.created_at,
                    a.source_id
                    FROM asset a
                    WHERE a.org_id = l.org_id
                    AND a.id = l.asset_id
                    AND l.role IN ('RENDITION')
                    UNION ALL
                    SELECT 1,
                    a.source_role,
                    NULL,
                    a.id,
                    a.org_id,
                    a.sha256,
                    a.byte_size,
                    a.content_type,
                    a.object_key,
                    a.width,
                    a.height,
                    a.duration_seconds,
                    a.codecs,
                    a.frame_rate,
                    a.frame_rate_fraction,
                    a.frame_count,
                    a.has_variable_frame_rate,
                    a.page_count,
                    a.thumbhash,
                    a.table_shape,
                    a.created_at,
                    a.source_id
                    FROM asset a
                    WHERE a.org_id = l.org_id
                    AND a.source_id = l.asset_id
                    AND a.source_role IN ('RENDITION')
                  ) b
                  WHERE l.org_id = i.org_id
                  AND l.item_id = i.id
                ) f2
                ORDER BY array_position(ARRAY[ 'RENDITION' ]:: "AssetRole"[], f2.role),
                f2.made,
                f2.published_role,
                f2.ordinal,
                f2.role
                LIMIT 1
              ),
              'null'
            )
            || '}'
          )
          WHEN i.type = 'DOCUMENT'
          OR i.type = 'FILE'
          OR i.type = 'IMAGE'
          OR i.type = 'TABLE'
          OR i.type = 'TEXT' THEN (
            '{"__typename":'
            || (
              CASE
              WHEN i.type = 'DOCUMENT' THEN '"DocumentContent"'
              WHEN i.type = 'FILE' THEN '"FileContent"'
              WHEN i.type = 'IMAGE' THEN '"ImageContent"'
              WHEN i.type = 'TABLE' THEN '"TableContent"'
              WHEN i.type = 'TEXT' THEN '"TextContent"'
              END
            )
            || '}'
          )
          END
        )
        || ',"id":"'
        || encode(('Item:' || i.id)::bytea, 'base64')
        || '"}'
      )
      ELSE (i.id::text)::integer::text
      END
    )
    FROM item i
    JOIN dataset d1 ON d1.org_id = i.org_id
    AND d1.id = i.dataset_id
    WHERE (
      i.id = $2
      AND EXISTS (
        SELECT
        FROM "dataset" i_dataset
        WHERE (
          i_dataset.org_id = i.org_id
          AND i_dataset.id = i.dataset_id
          AND (
            i_dataset.org_id = $3
            AND i_dataset.revision IS NOT NULL
            AND (
              i_dataset.visibility = $4
              OR EXISTS (
                SELECT
                FROM "dataset_grant" i_dataset_grants
                WHERE (
                  i_dataset_grants.org_id = i_dataset.org_id
                  AND i_dataset_grants.dataset_id = i_dataset.id
                  AND i_dataset_grants.user_id = $5
                )
              )
            )
          )
        )
      )
    )
  ),
  'null'
);

-- RevisionDiff
-- Not planned: {"kind":"FIELD","field":"Dataset.diff"}

-- RevisionList
-- Not planned: {"kind":"FIELD","field":"Dataset.revisions"}

-- SearchResults
-- Not planned: {"kind":"FIELD","field":"Query.search"}

-- ShareLinks
-- Not planned: {"kind":"FIELD","field":"Dataset.shareLinks"}

-- SignInMethods
-- Not planned: {"kind":"FIELD","field":"Query.signInMethods"}

-- SignedIn
-- Not planned: {"kind":"FIELD","field":"Query.viewer"}

-- WebhookDeliveries of Webhook
-- Not planned: {"kind":"NODE_ID"}

-- Webhooks
-- Not planned: {"kind":"FIELD","field":"Query.organization"}
