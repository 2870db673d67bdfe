-- Tables (CSV, TSV, NDJSON, Parquet) are a type of item. Items that were published as FILE stay what they are.
ALTER TYPE "ItemType" ADD VALUE IF NOT EXISTS 'TABLE' AFTER 'DOCUMENT';
