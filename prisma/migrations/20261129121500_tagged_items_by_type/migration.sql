-- no transaction
DROP INDEX CONCURRENTLY item_tag_org_id_dataset_id_tag_type_position_idx;
