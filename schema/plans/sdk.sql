-- DatasetSessions
-- Not planned: {"kind":"FIELD","field":"Dataset.ingestSessions"}

-- FindDataset
-- Not planned: {"kind":"FIELD","field":"Query.organization"}

-- FindRevision
SELECT coalesce(
  (
    SELECT (
      CASE
      WHEN d1.org_id IN ($1) THEN (
        '{"revision":'
        || coalesce(
          (
            SELECT ('{"number":' || (r1.number)::text || '}')
            FROM dataset_revision r1
            WHERE r1.org_id = d1.org_id
            AND r1.dataset_id = d1.id
            AND r1.number = d1.revision
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

-- FollowSession of IngestSession
-- Not planned: {"kind":"NODE_ID"}

-- IssuesFile of IngestSession
-- Not planned: {"kind":"NODE_ID"}

-- MoreAnnotations of Item
SELECT coalesce(
  (
    SELECT (
      CASE
      WHEN i.org_id IN ($1) THEN (
        '{"__typename":"Item","annotations":'
        || (
          SELECT (
            '{"edges":'
            || '['
            || coalesce(string_agg(page1.edge, ','), '')
            || ']'
            || ',"pageInfo":'
            || (
              '{"endCursor":'
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
              '{"node":'
              || (
                '{"confidence":'
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
                || ',"kind":"'
                || a.kind
                || '","label":'
                || to_json(a.label)::text
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
                ORDER BY a.id ASC
                LIMIT 101
              ) a
            ) a
          ) page1
          HAVING count(*) >= 0
        )
        || '}'
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

-- OrganizationSessions
-- Not planned: {"kind":"FIELD","field":"Query.organization"}

-- PulledItems
SELECT coalesce(
  (
    SELECT (
      CASE
      WHEN d1.org_id IN ($1) THEN (
        '{"items":'
        || (
          CASE
          WHEN (
            d1.revision = $2
            OR EXISTS (
              SELECT
              FROM dataset_revision r
              WHERE r.org_id = d1.org_id
              AND r.dataset_id = d1.id
              AND r.number = $3
              AND r.deleted_at IS NULL
            )
          ) THEN (
            SELECT (
              '{"edges":'
              || '['
              || coalesce(string_agg(page1.edge, ','), '')
              || ']'
              || ',"pageInfo":'
              || (
                '{"endCursor":'
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
              || ',"totalCount":'
              || (
                coalesce(
                  (
                    SELECT r1.item_count
                    FROM dataset_revision r1
                    WHERE r1.org_id = d1.org_id
                    AND r1.dataset_id = d1.id
                    AND r1.number = $4::integer
                  ),
                  0
                )
              )::text
              || '}'
            )
            FROM (
              SELECT i.place,
              i.cursor,
              CASE
              WHEN i.place <= 50 THEN (
                '{"node":'
                || (
                  '{"annotations":'
                  || (
                    SELECT (
                      '{"edges":'
                      || '['
                      || coalesce(string_agg(page2.edge, ','), '')
                      || ']'
                      || ',"pageInfo":'
                      || (
                        '{"endCursor":'
                        || coalesce(
                          '"'
                          || (array_agg(page2.cursor) FILTER (WHERE page2.place <= 20))[least(count(*), 20) ]
                          || '"',
                          'null'
                        )
                        || ',"hasNextPage":'
                        || (count(*) > 20)::text
                        || '}'
                      )
                      || '}'
                    )
                    FROM (
                      SELECT a.place,
                      a.cursor,
                      CASE
                      WHEN a.place <= 20 THEN (
                        '{"node":'
                        || (
                          '{"confidence":'
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
                          || ',"kind":"'
                          || a.kind
                          || '","label":'
                          || to_json(a.label)::text
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
                          ORDER BY a.id ASC
                          LIMIT 21
                        ) a
                      ) a
                    ) page2
                    HAVING count(*) >= 0
                  )
                  || ',"assets":'
                  || (
                    SELECT '['
                    || coalesce(string_agg(each1.json, ','), '')
                    || ']'
                    FROM (
                      SELECT (
                        '{"byteSize":'
                        || (f1.byte_size)::text
                        || ',"contentType":'
                        || to_json(f1.content_type)::text
                        || ',"derived":'
                        || (f1.source_id IS NOT NULL)::text
                        || ',"filename":'
                        || coalesce(to_json(f1.filename)::text, 'null')
                        || ',"id":"'
                        || translate(encode(('Asset:' || i.id || '.' || f1.id)::bytea, 'base64'), E'\n', '')
                        || '","role":"'
                        || f1.role
                        || '","sha256":'
                        || to_json(f1.sha256)::text
                        || '}'
                      ) AS json
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
                        ) b
                        WHERE l.org_id = i.org_id
                        AND l.item_id = i.id
                      ) f1
                      ORDER BY f1.made,
                      f1.published_role,
                      f1.ordinal,
                      f1.role
                    ) each1
                  )
                  || ',"createdAt":'
                  || CASE
                  WHEN i.created_at >= '0001-01-02Z'
                  AND i.created_at < '9999-12-31Z' THEN left(to_json(i.created_at AT TIME ZONE 'UTC' + interval '1 microsecond')::text, 24)
                  || 'Z"'
                  ELSE (i.created_at::text)::integer::text
                  END
                  || ',"id":"'
                  || encode(('Item:' || i.id)::bytea, 'base64')
                  || '","key":'
                  || to_json(i.key)::text
                  || ',"metadata":'
                  || (i.metadata)::text
                  || ',"tags":'
                  || array_to_json(i.tags)::text
                  || ',"title":'
                  || coalesce(to_json(i.title)::text, 'null')
                  || ',"type":"'
                  || i.type
                  || '"}'
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
                  AND i.since_revision <= $5::integer
                  AND (i.until_revision IS NULL OR i.until_revision > $6::integer)
                  AND TRUE
                  ORDER BY i.position ASC
                  LIMIT 51
                ) i
              ) i
            ) page1
            HAVING count(*) >= 0
          )
          ELSE (d1.id::text)::integer::text
          END
        )
        || '}'
      )
      ELSE (d1.id::text)::integer::text
      END
    )
    FROM dataset d1
    WHERE (
      (
        d1.slug = $7
        AND EXISTS (
          SELECT
          FROM "organization" d1_organization
          WHERE (d1_organization.id = d1.org_id AND d1_organization.slug = $8)
        )
      )
      AND (
        d1.org_id = $9
        AND d1.revision IS NOT NULL
        AND (
          d1.visibility = $10
          OR EXISTS (
            SELECT
            FROM "dataset_grant" d1_grants
            WHERE (d1_grants.org_id = d1.org_id AND d1_grants.dataset_id = d1.id AND d1_grants.user_id = $11)
          )
        )
      )
    )
    LIMIT 1
  ),
  'null'
);

-- RevisionProcessing
SELECT coalesce(
  (
    SELECT (
      CASE
      WHEN d1.org_id IN ($1) THEN (
        '{"revision":'
        || coalesce(
          (
            SELECT (
              '{"number":'
              || (r1.number)::text
              || ',"processing":'
              || coalesce(
                (
                  SELECT (
                    '{"done":'
                    || ((counts1.value->> 'done'))::text
                    || ',"failed":'
                    || ((counts1.value->> 'failed'))::text
                    || ',"pending":'
                    || ((counts1.value->> 'pending'))::text
                    || ',"running":'
                    || ((counts1.value->> 'running'))::text
                    || '}'
                  )
                  FROM (
                    SELECT (
                      SELECT jsonb_build_object(
                        'pending',
                        waiting.pending,
                        'running',
                        waiting.running,
                        'failed',
                        failed.count,
                        'done',
                        files.processed - waiting.pending - waiting.running - failed.count,
                        'notApplicable',
                        files.count - files.processed
                      )
                      FROM (
                        SELECT coalesce(sum((kind.value->> 'count')::bigint), 0) AS count,
                        coalesce(
                          sum((kind.value->> 'count')::bigint) FILTER (
                            WHERE cardinality(
                              CASE
                              WHEN (kind.value->> 'isTranscript')::boolean
                              OR lower(btrim(split_part(kind.value->> 'contentType', ';', 1))) ~ '^(text/vtt|application/x-subrip|text/x-ssa|text/x-sbv|text/x-lrc|application/ttml[+]xml|text/srt|text/x-ass|application/x-ass)$' THEN ARRAY[ 'indexTranscript' ]::text[]
                              WHEN lower(btrim(split_part(kind.value->> 'contentType', ';', 1))) ~ '^(image/jpeg|image/png|image/apng|image/gif|image/webp|image/avif|image/bmp|image/x-ms-bmp|image/vnd[.]microsoft[.]icon|image/x-icon)$' THEN ARRAY[ 'measurePicture',
                              'makeThumbnail' ]::text[]
                              WHEN lower(btrim(split_part(kind.value->> 'contentType', ';', 1))) ~ '^image/' THEN ARRAY[ 'measurePicture',
                              'makeThumbnail',
                              'makePreview' ]::text[]
                              WHEN lower(btrim(split_part(kind.value->> 'contentType', ';', 1))) ~ '^video/' THEN ARRAY[ 'measurePlayback',
                              'makePoster',
                              'makeStoryboard',
                              'makeWaveform',
                              'extractSubtitles',
                              'countFrames' ]::text[]
                              WHEN lower(btrim(split_part(kind.value->> 'contentType', ';', 1))) ~ '^audio/' THEN ARRAY[ 'measurePlayback',
                              'makeWaveform' ]::text[]
                              WHEN lower(btrim(split_part(kind.value->> 'contentType', ';', 1))) ~ '^application/pdf$' THEN ARRAY[ 'makePageThumbnail',
                              'extractText' ]::text[]
                              WHEN lower(btrim(split_part(kind.value->> 'contentType', ';', 1))) ~ '^(text/csv|text/tab-separated-values|application/x-ndjson|application/jsonl)$' THEN ARRAY[ 'extractText',
                              'summarizeTable' ]::text[]
                              WHEN lower(btrim(split_part(kind.value->> 'contentType', ';', 1))) ~ '^(application/vnd[.]apache[.]parquet|application/x-parquet)$' THEN ARRAY[ 'summarizeTable' ]::text[]
                              WHEN lower(btrim(split_part(kind.value->> 'contentType', ';', 1))) ~ '^(text/.+|application/((.+[+])?(json|xml|yaml)|x-ndjson|jsonl|toml|x-tex|sql|javascript|typescript|x-sh|rtf))$' THEN ARRAY[ 'extractText' ]::text[]
                              ELSE '{}'::text[]
                              END
                            ) > 0
                          ),
                          0
                        ) AS processed
                        FROM jsonb_array_elements(r1.files) kind
                      ) files,
                      LATERAL (
                        SELECT count(*) AS count,
                        array_agg(w.asset_id) AS asset_ids,
                        array_agg(w.is_running) AS are_running
                        FROM (
                          SELECT c.asset_id,
                          c.job_id IS NOT NULL AS is_running
                          FROM processing_claim c
                          WHERE c.org_id = r1.org_id
                          AND (c.dataset_id <> r1.dataset_id OR c.revision <= r1.number)
                          UNION ALL
                          SELECT unnest(b.asset_ids),
                          FALSE
                          FROM processing_batch b
                          WHERE b.org_id = r1.org_id
                          AND (b.dataset_id <> r1.dataset_id OR b.revision <= r1.number)
                          LIMIT 5001
                        ) w
                      ) looked,
                      LATERAL (
                        SELECT count(*) FILTER (WHERE NOT w.is_running) AS pending,
                        count(*) FILTER (WHERE w.is_running) AS running
                        FROM (
                          SELECT w.asset_id,
                          bool_or(w.is_running) AS is_running
                          FROM unnest(looked.asset_ids, looked.are_running) AS w(asset_id, is_running)
                          GROUP BY 1
                        ) w
                        JOIN asset a ON a.org_id = r1.org_id
                        AND a.id = w.asset_id
                        WHERE looked.count <= 5000
                        AND cardinality(
                          CASE
                          WHEN EXISTS (SELECT FROM item_asset t WHERE t.org_id = a.org_id AND t.asset_id = a.id AND t.role = 'TRANSCRIPT')
                          OR lower(btrim(split_part(a.content_type, ';', 1))) ~ '^(text/vtt|application/x-subrip|text/x-ssa|text/x-sbv|text/x-lrc|application/ttml[+]xml|text/srt|text/x-ass|application/x-ass)$' THEN ARRAY[ 'indexTranscript' ]::text[]
                          WHEN lower(btrim(split_part(a.content_type, ';', 1))) ~ '^(image/jpeg|image/png|image/apng|image/gif|image/webp|image/avif|image/bmp|image/x-ms-bmp|image/vnd[.]microsoft[.]icon|image/x-icon)$' THEN ARRAY[ 'measurePicture',
                          'makeThumbnail' ]::text[]
                          WHEN lower(btrim(split_part(a.content_type, ';', 1))) ~ '^image/' THEN ARRAY[ 'measurePicture',
                          'makeThumbnail',
                          'makePreview' ]::text[]
                          WHEN lower(btrim(split_part(a.content_type, ';', 1))) ~ '^video/' THEN ARRAY[ 'measurePlayback',
                          'makePoster',
                          'makeStoryboard',
                          'makeWaveform',
                          'extractSubtitles',
                          'countFrames' ]::text[]
                          WHEN lower(btrim(split_part(a.content_type, ';', 1))) ~ '^audio/' THEN ARRAY[ 'measurePlayback',
                          'makeWaveform' ]::text[]
                          WHEN lower(btrim(split_part(a.content_type, ';', 1))) ~ '^application/pdf$' THEN ARRAY[ 'makePageThumbnail',
                          'extractText' ]::text[]
                          WHEN lower(btrim(split_part(a.content_type, ';', 1))) ~ '^(text/csv|text/tab-separated-values|application/x-ndjson|application/jsonl)$' THEN ARRAY[ 'extractText',
                          'summarizeTable' ]::text[]
                          WHEN lower(btrim(split_part(a.content_type, ';', 1))) ~ '^(application/vnd[.]apache[.]parquet|application/x-parquet)$' THEN ARRAY[ 'summarizeTable' ]::text[]
                          WHEN lower(btrim(split_part(a.content_type, ';', 1))) ~ '^(text/.+|application/((.+[+])?(json|xml|yaml)|x-ndjson|jsonl|toml|x-tex|sql|javascript|typescript|x-sh|rtf))$' THEN ARRAY[ 'extractText' ]::text[]
                          ELSE '{}'::text[]
                          END
                        ) > 0
                        AND EXISTS (
                          SELECT
                          FROM item_asset l
                          JOIN item i ON i.org_id = l.org_id
                          AND i.id = l.item_id
                          WHERE l.org_id = r1.org_id
                          AND l.asset_id = w.asset_id
                          AND i.dataset_id = r1.dataset_id
                          AND i.since_revision <= r1.number
                          AND (i.until_revision IS NULL OR i.until_revision > r1.number)
                        )
                      ) exact,
                      LATERAL (
                        SELECT coalesce(sum(cardinality(b.asset_ids)), 0) AS pending
                        FROM processing_batch b
                        WHERE looked.count > 5000
                        AND b.org_id = r1.org_id
                        AND b.dataset_id = r1.dataset_id
                        AND b.revision <= r1.number
                      ) batches,
                      LATERAL (
                        SELECT count(*) FILTER (WHERE c.job_id IS NULL) AS pending,
                        count(*) FILTER (WHERE c.job_id IS NOT NULL) AS running
                        FROM processing_claim c
                        WHERE looked.count > 5000
                        AND c.org_id = r1.org_id
                        AND c.dataset_id = r1.dataset_id
                        AND c.revision <= r1.number
                      ) claims,
                      LATERAL (
                        SELECT running,
                        least(exact.pending + batches.pending + claims.pending, files.processed - busy.running) AS pending
                        FROM (SELECT least(exact.running + claims.running, files.processed) AS running) busy
                      ) waiting,
                      LATERAL (
                        SELECT ceil(greatest(1, count(*)) / 10000.0)::bigint AS step
                        FROM (SELECT FROM asset_processing p WHERE p.org_id = r1.org_id AND p.state = 'FAILED' LIMIT 1000000) p
                      ) sample,
                      LATERAL (
                        SELECT least(count(*) * sample.step, files.processed - waiting.pending - waiting.running) AS count
                        FROM (
                          SELECT DISTINCT p.asset_id
                          FROM asset_processing p
                          WHERE p.org_id = r1.org_id
                          AND p.state = 'FAILED'
                          AND (sample.step = 1 OR hashtext(p.asset_id::text)::bigint % sample.step = 0)
                          LIMIT 20000
                        ) p
                        WHERE NOT EXISTS (SELECT FROM processing_claim c WHERE c.org_id = r1.org_id AND c.asset_id = p.asset_id)
                        AND EXISTS (
                          SELECT
                          FROM item_asset l
                          JOIN item i ON i.org_id = l.org_id
                          AND i.id = l.item_id
                          WHERE l.org_id = r1.org_id
                          AND l.asset_id = p.asset_id
                          AND i.dataset_id = r1.dataset_id
                          AND i.since_revision <= r1.number
                          AND (i.until_revision IS NULL OR i.until_revision > r1.number)
                        )
                      ) failed
                      WHERE r1.files IS NOT NULL
                    ) AS value
                  ) counts1
                  WHERE counts1.value IS NOT NULL
                ),
                'null'
              )
              || '}'
            )
            FROM dataset_revision r1
            WHERE r1.org_id = d1.org_id
            AND r1.dataset_id = d1.id
            AND r1.number = d1.revision
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

-- SessionIssues of IngestSession
-- Not planned: {"kind":"NODE_ID"}

-- SignUrls
-- Not planned: {"kind":"FIELD","field":"Query.nodes"}

-- Viewer
-- Not planned: {"kind":"FIELD","field":"Query.viewer"}
