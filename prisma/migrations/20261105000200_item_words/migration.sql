-- Finding items by words.

/* What was typed into a search box, in any state of typing: the last word may be a beginning. */
CREATE FUNCTION search_query(words text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog AS $$
  SELECT CASE WHEN q::text LIKE '%''' THEN (q::text || ':*')::tsquery ELSE q END
  FROM websearch_to_tsquery('simple', words) q
$$;

/* Names as they stand, and apart at whatever is no letter or digit: `cam-3/0042.jpg` is found by `0042`. */
CREATE FUNCTION item_words(title text, key text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsvector('pg_catalog.simple',
    coalesce(title, '') || ' ' || key || ' ' || regexp_replace(coalesce(title, '') || ' ' || key, '[^[:alnum:]]+', ' ', 'g'))
$$;

CREATE INDEX item_words_idx ON item USING gin (org_id, dataset_id, item_words(title, key));

/*
 * The items of a dataset that have these words in title, key or text content. Behind row-level security no condition on
 * words may use an index, so this looks as the owner, and holds the wall itself.
 */
CREATE FUNCTION items_with_words(org uuid, dataset uuid, words text) RETURNS TABLE (item_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public ROWS 1000 AS $$
  SELECT i.id FROM item i
  WHERE i.org_id = org AND org = ANY (app_org_ids()) AND i.dataset_id = dataset
    AND item_words(i.title, i.key) @@ search_query(words)
  UNION
  SELECT i.id FROM asset_text t
  JOIN item_asset ia ON ia.org_id = t.org_id AND ia.asset_id = t.asset_id
  JOIN item i ON i.org_id = ia.org_id AND i.id = ia.item_id
  WHERE t.org_id = org AND org = ANY (app_org_ids()) AND t.search @@ search_query(words) AND i.dataset_id = dataset
$$;
REVOKE ALL ON FUNCTION items_with_words FROM PUBLIC;
GRANT EXECUTE ON FUNCTION items_with_words TO vitrine_app;
