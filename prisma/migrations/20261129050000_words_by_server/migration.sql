-- Words and sort keys are written by the server, by one tokeniser and one natural order, instead of by PostgreSQL's parsers
-- and collations, which differ between databases. Rows that exist keep what they have, with the version 0, until the task
-- `indexWords` has written them anew. Nothing is rewritten here: every change is one of the catalog.

ALTER TABLE item ALTER COLUMN words DROP EXPRESSION;
ALTER TABLE item ALTER COLUMN sort_title DROP EXPRESSION;
ALTER TABLE item
  ALTER COLUMN words SET DEFAULT '',
  ALTER COLUMN sort_title SET DEFAULT '',
  -- The natural order of keys. Rows without one stand in the order of their positions.
  ADD COLUMN sort_key text COLLATE "C" NOT NULL DEFAULT '',
  -- The version of the tokeniser that wrote `words`, `sort_title` and `sort_key`; 0 for PostgreSQL's parser.
  ADD COLUMN words_version smallint NOT NULL DEFAULT 0;

ALTER TABLE transcript_segment ALTER COLUMN search DROP EXPRESSION;
ALTER TABLE transcript_segment ADD COLUMN words_version smallint NOT NULL DEFAULT 0;

-- Read for rows of version 0 alone.
ALTER TABLE asset_text ALTER COLUMN search DROP EXPRESSION;

ALTER TABLE staged_item ADD COLUMN words tsvector, ADD COLUMN sort_title text, ADD COLUMN sort_key text;

-- Words of a file, which become words of each item that has the file.
CREATE TABLE asset_words (
  org_id    uuid     NOT NULL,
  asset_id  uuid     NOT NULL,
  kind      text     NOT NULL CHECK (kind IN ('TEXT', 'TRANSCRIPT')),
  words     tsvector NOT NULL,
  -- About the size of `words` when it is not compressed.
  byte_size integer  NOT NULL,
  PRIMARY KEY (org_id, asset_id, kind),
  FOREIGN KEY (org_id, asset_id) REFERENCES asset (org_id, id) ON DELETE CASCADE
);
ALTER TABLE asset_words ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON asset_words TO vitrine_app USING (org_id = ANY ((SELECT app_org_ids())::uuid[]));
GRANT SELECT, INSERT, UPDATE, DELETE ON asset_words TO vitrine_app;

/* Words of an item: those of its names with those of its files, as far as one tsvector holds them. */
CREATE FUNCTION words_with_files(org uuid, item uuid, names tsvector) RETURNS tsvector LANGUAGE sql STABLE
SET search_path = pg_catalog, public AS $$
  SELECT CASE WHEN f.words IS NULL THEN $3 ELSE ($3::text || ' ' || f.words)::tsvector END
  FROM (
    SELECT string_agg(w.words::text, ' ') FILTER (WHERE w.total <= 900000) AS words
    FROM (
      SELECT w.words, sum(w.byte_size) OVER (ORDER BY f.role, f.asset_id, w.kind) AS total
      FROM (
        SELECT ia.asset_id, min(ia.role) AS role FROM item_asset ia
        WHERE ia.org_id = $1 AND ia.item_id = $2 GROUP BY ia.asset_id
      ) f
      JOIN asset_words w ON w.org_id = $1 AND w.asset_id = f.asset_id
    ) w
  ) f
$$;

/* How well words match a query, from 0. The weights are those of transcripts, texts, keys and tags, and titles. */
CREATE FUNCTION rank_of_item(words tsvector, query tsquery) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT round(pg_catalog.ts_rank('{0.04, 0.08, 0.4, 1}', words, query) * 1e6)::integer $$;

/*
 * The functions below run as the owner of the tables, since behind row-level security no condition on words may use an
 * index, and hold the wall themselves: they look in the organizations of the statement's tenant, and nowhere else.
 */

/*
 * The items of a dataset whose words match. `unindexed` are the words as they were typed, for rows of version 0, which are
 * searched in the way of their time.
 */
CREATE FUNCTION items_matching(org uuid, dataset uuid, query tsquery, unindexed text) RETURNS TABLE (item_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 1000 AS $$
  SELECT i.id FROM item i
  WHERE i.org_id = $1 AND $1 = ANY (app_org_ids()) AND i.dataset_id = $2 AND i.words @@ $3 AND i.words_version > 0
  UNION ALL
  SELECT i.id FROM items_with_words($1, $2, $4) m
  JOIN item i ON i.org_id = $1 AND i.id = m.item_id AND i.words_version = 0
  WHERE EXISTS (SELECT FROM item u WHERE u.org_id = $1 AND u.words_version = 0)
$$;

/*
 * Items of these datasets, at these revisions, whose words match, with their ranks. An item that has the words in its
 * transcript alone, all of them at one moment, is left out: `moments_matching` finds it.
 *
 * Rare words are looked up, and then where they stand; for common ones the datasets are walked until there are enough
 * items. Statements are planned for the words at hand (EXECUTE), and OFFSET 0 keeps the planner to the order.
 */
CREATE FUNCTION ranked_items_matching(
  org uuid, datasets uuid[], revisions integer[], query tsquery, spelling tsquery, outside_transcripts tsquery)
RETURNS TABLE (item_id uuid, rank integer, capped boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 1000 AS $$
DECLARE
  rare constant integer := 10000;
  -- Words of long texts are stored apart from their rows, and take longer to read.
  most_long constant integer := 1000;
  matches integer;
  candidates text;
BEGIN
  IF NOT coalesce(org = ANY (app_org_ids()), false) THEN RETURN; END IF;

  EXECUTE 'SELECT count(*) FROM (SELECT FROM item WHERE org_id = $1 AND words @@ $2 LIMIT $3 + 1) m'
    INTO matches USING org, query, rare;
  IF matches <= rare THEN
    candidates := $statement$
      SELECT i.id, i.words, false AS capped
      FROM (SELECT i.* FROM item i WHERE i.org_id = $1 AND i.words @@ $4 AND i.words_version > 0 OFFSET 0) i
      JOIN unnest($2, $3) AS d (id, revision) ON d.id = i.dataset_id
        AND i.since_revision <= d.revision AND (i.until_revision IS NULL OR i.until_revision > d.revision)
    $statement$;
  ELSE
    -- Each dataset has its share of the candidates, so that no large one hides the others.
    candidates := $statement$
      SELECT i.id, i.words, count(*) OVER (PARTITION BY d.id) >= s.size AS capped
      FROM (SELECT greatest(50, $7 / greatest(1, cardinality($2))) AS size) s
      CROSS JOIN unnest($2, $3) AS d (id, revision)
      CROSS JOIN LATERAL (
        SELECT i.id, i.words FROM item i
        WHERE i.org_id = $1 AND i.dataset_id = d.id AND i.words @@ $4 AND i.words_version > 0
          AND i.since_revision <= d.revision AND (i.until_revision IS NULL OR i.until_revision > d.revision)
        LIMIT s.size
      ) i
    $statement$;
  END IF;

  RETURN QUERY EXECUTE format($statement$
    SELECT i.id, rank_of_item(i.words, $5), i.capped OR i.is_long AND i.number = $8
    FROM (
      SELECT c.id, c.words, c.capped, l.is_long, row_number() OVER (PARTITION BY l.is_long) AS number
      FROM (%s) c CROSS JOIN LATERAL (SELECT pg_column_size(c.words) > 2000 AS is_long) l
    ) i
    WHERE (NOT i.is_long OR i.number <= $8) AND (i.words @@ $6 OR NOT EXISTS (
      SELECT FROM item_asset ia JOIN transcript_segment s ON s.org_id = ia.org_id AND s.asset_id = ia.asset_id
      WHERE ia.org_id = $1 AND ia.item_id = i.id AND ia.role = 'TRANSCRIPT' AND ia.ordinal = 0 AND s.search @@ $4
    ))
  $statement$, candidates) USING org, datasets, revisions, query, spelling, outside_transcripts, rare, most_long;
END $$;

/* Moments at which these words are said, in the transcript that an item shows, with their ranks. */
CREATE FUNCTION ranked_moments_matching(org uuid, datasets uuid[], revisions integer[], query tsquery, spelling tsquery)
RETURNS TABLE (item_id uuid, asset_id uuid, ordinal integer, rank integer, capped boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 1000 AS $$
DECLARE
  rare constant integer := 10000;
  matches integer;
  shown constant text := $statement$
    SELECT i.id AS item_id, ia.asset_id
    FROM item_asset ia
    JOIN item i ON i.org_id = ia.org_id AND i.id = ia.item_id
    JOIN unnest($2, $3) AS d (id, revision) ON d.id = i.dataset_id
      AND i.since_revision <= d.revision AND (i.until_revision IS NULL OR i.until_revision > d.revision)
    WHERE ia.org_id = $1 AND ia.role = 'TRANSCRIPT' AND ia.ordinal = 0
  $statement$;
  said text;
BEGIN
  IF NOT coalesce(org = ANY (app_org_ids()), false) THEN RETURN; END IF;

  EXECUTE 'SELECT count(*) FROM (SELECT FROM transcript_segment WHERE org_id = $1 AND search @@ $2 LIMIT $3 + 1) m'
    INTO matches USING org, query, rare;
  IF matches <= rare THEN
    said := format($statement$
      SELECT s.*, t.item_id
      FROM (
        SELECT * FROM transcript_segment s WHERE s.org_id = $1 AND s.search @@ $4 AND s.words_version > 0 OFFSET 0
      ) s
      CROSS JOIN LATERAL (SELECT t.item_id FROM (%s AND ia.asset_id = s.asset_id) t) t
    $statement$, shown);
  ELSE
    said := format($statement$
      SELECT s.*, t.item_id
      FROM (%s OFFSET 0) t
      CROSS JOIN LATERAL (
        SELECT * FROM transcript_segment s WHERE s.org_id = $1 AND s.asset_id = t.asset_id AND s.words_version > 0 OFFSET 0
      ) s
      WHERE s.search @@ $4
      LIMIT $5
    $statement$, shown);
  END IF;
  RETURN QUERY EXECUTE format($statement$
    SELECT f.item_id, f.asset_id, f.ordinal, round(ts_rank('{0.4, 0.4, 0.4, 0.4}', f.search, $6, 1) * 1e6)::integer,
      count(*) OVER () >= $5
    FROM (%s) f
  $statement$, said) USING org, datasets, revisions, query, rare, spelling;
END $$;

REVOKE ALL ON FUNCTION items_matching, ranked_items_matching, ranked_moments_matching FROM PUBLIC;
GRANT EXECUTE ON FUNCTION items_matching, ranked_items_matching, ranked_moments_matching TO vitrine_app;
