/* How well an item has some words in its text content: what ranks those that do not have them in title or key. */
CREATE FUNCTION item_text_relevance(org uuid, item uuid, query tsquery) RETURNS real LANGUAGE sql STABLE AS $$
  SELECT max(ts_rank(t.search, $3, 1))
  FROM item_asset ia JOIN asset_text t ON t.org_id = ia.org_id AND t.asset_id = ia.asset_id
  WHERE ia.org_id = $1 AND ia.item_id = $2 AND t.search @@ $3
$$;
