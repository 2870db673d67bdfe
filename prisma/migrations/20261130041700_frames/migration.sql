-- Frames of a film, counted by the worker. NULL until then.
ALTER TABLE asset ADD COLUMN frame_rate_fraction text;
ALTER TABLE asset ADD COLUMN frame_count integer;
ALTER TABLE asset ADD COLUMN has_variable_frame_rate boolean;
