-- no transaction
CREATE UNIQUE INDEX CONCURRENTLY staged_item_org_key ON staged_item (org_id, session_id, line);
