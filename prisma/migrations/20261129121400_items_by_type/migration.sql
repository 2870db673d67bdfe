-- no transaction
DROP INDEX CONCURRENTLY item_org_id_dataset_id_type_position_idx;
