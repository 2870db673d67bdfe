-- Tables with few rows: their indexes are made at once. The next migrations make them primary keys.
CREATE UNIQUE INDEX api_token_dataset_org_key ON api_token_dataset (org_id, token_id, dataset_id);
CREATE UNIQUE INDEX dataset_grant_org_key ON dataset_grant (org_id, dataset_id, user_id);
CREATE UNIQUE INDEX item_schema_org_key ON item_schema (org_id, id);
CREATE UNIQUE INDEX webhook_delivery_org_key ON webhook_delivery (org_id, id);
