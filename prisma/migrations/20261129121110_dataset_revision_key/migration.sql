-- no transaction
CREATE UNIQUE INDEX CONCURRENTLY dataset_revision_org_key ON dataset_revision (org_id, id);
