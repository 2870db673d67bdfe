-- Columns and row count of a table: { rowCount, columnCount, columns: [{ name, type }] }. NULL until known.
ALTER TABLE asset ADD COLUMN table_shape jsonb;
