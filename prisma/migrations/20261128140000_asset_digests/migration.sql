-- Files are found by their digest through asset_content_key; derived ones are found by what they were made from.

DROP INDEX asset_org_id_sha256_idx;
