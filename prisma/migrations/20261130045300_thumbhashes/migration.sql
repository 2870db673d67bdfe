-- Blurred copies of derived pictures, in about 25 bytes. NULL until computed, empty if the picture cannot be read.
ALTER TABLE asset ADD COLUMN thumbhash bytea;
