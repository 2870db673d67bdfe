-- Search across the datasets of an organization, ranked.

/* Names as they stand, and apart at whatever is no letter or digit: `cam-3/0042.jpg` is found by `0042`. */
CREATE FUNCTION name_words(name text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsvector('pg_catalog.simple', name || ' ' || regexp_replace(name, '[^[:alnum:]]+', ' ', 'g'))
$$;

-- A column rather than an expression in the index, so that what matches is ranked without taking its names apart again.
-- What is in a title weighs more than what is in a key.
DROP INDEX item_words_idx;
ALTER TABLE item ADD COLUMN words tsvector NOT NULL GENERATED ALWAYS AS (
  setweight(name_words(coalesce(title, '')), 'A') || setweight(name_words(key), 'B')
) STORED;
CREATE INDEX item_words_idx ON item USING gin (org_id, dataset_id, words);

CREATE OR REPLACE FUNCTION items_with_words(org uuid, dataset uuid, words text) RETURNS TABLE (item_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 1000 AS $$
  SELECT i.id FROM item i
  WHERE i.org_id = $1 AND $1 = ANY (app_org_ids()) AND i.dataset_id = $2 AND i.words @@ search_query($3)
  UNION
  SELECT i.id FROM asset_text t
  JOIN item_asset ia ON ia.org_id = t.org_id AND ia.asset_id = t.asset_id
  JOIN item i ON i.org_id = ia.org_id AND i.id = ia.item_id
  WHERE t.org_id = $1 AND $1 = ANY (app_org_ids()) AND t.search @@ search_query($3) AND i.dataset_id = $2
$$;
DROP FUNCTION item_words;

-- The transcripts of an organization, for the moments in them.
CREATE INDEX item_asset_transcript_idx ON item_asset (org_id, asset_id, item_id) WHERE role = 'TRANSCRIPT';

/*
 * The functions below look as the owner, since behind row-level security no condition on words may use an index, and hold
 * the wall themselves. They look only where they are told: in these datasets, at these revisions. What they leave out by
 * their limits depends on nothing else, so that it says nothing of other datasets.
 *
 * Rare words are looked up first, and then where they stand; the datasets are gone through for common ones, of which the
 * first are enough. Statements are planned for the words at hand (EXECUTE), and OFFSET 0 holds the planner to the order.
 */

/* Items that have these words in title or key, and then those that have them in their text content. */
CREATE FUNCTION search_items(org uuid, datasets uuid[], revisions integer[], words text)
RETURNS TABLE (item_id uuid, rank integer, capped boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 1000 AS $$
DECLARE
  query tsquery := search_query(words);
  rare constant integer := 10000;
  matches integer;
  named text;
  worded text;
BEGIN
  -- Words that are all excluded would find nearly everything.
  IF NOT coalesce(org = ANY (app_org_ids()), false) OR querytree(query) IN ('', 'T') THEN RETURN; END IF;

  EXECUTE 'SELECT count(*) FROM (SELECT FROM item WHERE org_id = $1 AND words @@ $2 LIMIT $3 + 1) m'
    INTO matches USING org, query, rare;
  IF matches <= rare THEN
    named := $statement$
      SELECT i.id, ts_rank(i.words, $4, 1) AS rank, false AS capped
      FROM (SELECT i.* FROM item i WHERE i.org_id = $1 AND i.words @@ $4 OFFSET 0) i
      JOIN unnest($2, $3) AS d (id, revision) ON d.id = i.dataset_id
        AND i.since_revision <= d.revision AND (i.until_revision IS NULL OR i.until_revision > d.revision)
    $statement$;
  ELSE
    -- Each dataset has its share of the candidates, so that no large one hides the others.
    named := $statement$
      SELECT i.id, ts_rank(i.words, $4, 1) AS rank, count(*) OVER (PARTITION BY d.id) >= s.size AS capped
      FROM (SELECT greatest(50, $5 / greatest(1, cardinality($2))) AS size) s
      CROSS JOIN unnest($2, $3) AS d (id, revision)
      CROSS JOIN LATERAL (
        SELECT i.id, i.words FROM item i
        WHERE i.org_id = $1 AND i.dataset_id = d.id AND i.words @@ $4
          AND i.since_revision <= d.revision AND (i.until_revision IS NULL OR i.until_revision > d.revision)
        LIMIT s.size
      ) i
    $statement$;
  END IF;

  EXECUTE 'SELECT count(*) FROM (SELECT FROM asset_text WHERE org_id = $1 AND search @@ $2 LIMIT $3 + 1) m'
    INTO matches USING org, query, rare;
  worded := format($statement$
    SELECT i.id, max(i.rank) AS rank, bool_or(i.capped) AS capped
    FROM (
      SELECT i.id, ts_rank(i.search, $4, 1) AS rank, count(*) OVER () >= $6 AS capped
      FROM (
        SELECT i.id, t.search
        FROM (SELECT * FROM asset_text t WHERE t.org_id = $1 AND t.search @@ $4 %s) t
        JOIN item_asset ia ON ia.org_id = t.org_id AND ia.asset_id = t.asset_id
        JOIN item i ON i.org_id = ia.org_id AND i.id = ia.item_id
        JOIN unnest($2, $3) AS d (id, revision) ON d.id = i.dataset_id
          AND i.since_revision <= d.revision AND (i.until_revision IS NULL OR i.until_revision > d.revision)
        WHERE NOT i.words @@ $4
        LIMIT $6
      ) i
    ) i
    GROUP BY i.id
  $statement$, CASE WHEN matches <= rare THEN 'OFFSET 0' END);

  RETURN QUERY EXECUTE
    format('SELECT f.id, round(f.rank * 1e6)::integer, f.capped FROM (%s UNION ALL %s) f', named, worded)
    USING org, datasets, revisions, query, rare, 1000;
END $$;
REVOKE ALL ON FUNCTION search_items FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_items TO vitrine_app;

/* Moments in which these words are said, in the transcript that an item shows. */
CREATE FUNCTION search_transcripts(org uuid, datasets uuid[], revisions integer[], words text)
RETURNS TABLE (item_id uuid, asset_id uuid, ordinal integer, rank integer, capped boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 1000 AS $$
DECLARE
  query tsquery := search_query(words);
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
  IF NOT coalesce(org = ANY (app_org_ids()), false) OR querytree(query) IN ('', 'T') THEN RETURN; END IF;

  EXECUTE 'SELECT count(*) FROM (SELECT FROM transcript_segment WHERE org_id = $1 AND search @@ $2 LIMIT $3 + 1) m'
    INTO matches USING org, query, rare;
  IF matches <= rare THEN
    said := format($statement$
      SELECT s.*, t.item_id
      FROM (SELECT * FROM transcript_segment s WHERE s.org_id = $1 AND s.search @@ $4 OFFSET 0) s
      CROSS JOIN LATERAL (SELECT t.item_id FROM (%s AND ia.asset_id = s.asset_id) t) t
    $statement$, shown);
  ELSE
    said := format($statement$
      SELECT s.*, t.item_id
      FROM (%s OFFSET 0) t
      CROSS JOIN LATERAL (
        SELECT * FROM transcript_segment s WHERE s.org_id = $1 AND s.asset_id = t.asset_id OFFSET 0
      ) s
      WHERE s.search @@ $4
      LIMIT $5
    $statement$, shown);
  END IF;
  RETURN QUERY EXECUTE format($statement$
    SELECT f.item_id, f.asset_id, f.ordinal, round(ts_rank(f.search, $4, 1) * 1e6)::integer, count(*) OVER () >= $5
    FROM (%s) f
  $statement$, said) USING org, datasets, revisions, query, rare;
END $$;
REVOKE ALL ON FUNCTION search_transcripts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_transcripts TO vitrine_app;

-- What has changed between two revisions, in the order of positions.
CREATE INDEX item_since_revision_idx ON item (org_id, dataset_id, since_revision, position);
CREATE INDEX item_until_revision_idx ON item (org_id, dataset_id, until_revision, position) WHERE until_revision IS NOT NULL;
