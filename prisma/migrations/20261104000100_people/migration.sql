-- Tokens: whether one is limited is said by itself, so that it stays so when the last of its datasets is gone; and which
-- token minted it, so that the two are revoked together.
ALTER TABLE api_token ADD COLUMN limited boolean NOT NULL DEFAULT false;
ALTER TABLE api_token ADD COLUMN minted_by uuid;
UPDATE api_token SET limited = true WHERE EXISTS (SELECT FROM api_token_dataset d WHERE d.token_id = api_token.id);
CREATE INDEX api_token_minted_by_idx ON api_token (minted_by) WHERE minted_by IS NOT NULL;

-- A grant is to a member, and ends with the membership.
DELETE FROM dataset_grant g
  WHERE NOT EXISTS (SELECT FROM membership m WHERE m.org_id = g.org_id AND m.user_id = g.user_id);
ALTER TABLE dataset_grant ADD CONSTRAINT dataset_grant_org_id_user_id_fkey
  FOREIGN KEY (org_id, user_id) REFERENCES membership (org_id, user_id) ON UPDATE CASCADE ON DELETE CASCADE;

-- One open invitation for each address and organization.
ALTER TABLE invitation ADD CONSTRAINT invitation_email_check CHECK (email = lower(email));
CREATE UNIQUE INDEX invitation_open_key ON invitation (org_id, email) WHERE accepted_at IS NULL AND revoked_at IS NULL;

-- The access log is asked by person, by token, by share link and by item; each of these lists has its order in an index.
CREATE INDEX access_log_org_id_user_id_at_id_idx ON access_log (org_id, user_id, at, id);
CREATE INDEX access_log_org_id_dataset_id_item_key_at_id_idx ON access_log (org_id, dataset_id, item_key, at, id);
CREATE INDEX access_log_token_idx ON access_log (org_id, token_id, at, id) WHERE token_id IS NOT NULL;
CREATE INDEX access_log_share_link_idx ON access_log (org_id, share_link_id, at, id) WHERE share_link_id IS NOT NULL;

-- Attempts to sign in and the like, counted across all processes. In the layout of rate-limiter-flexible; out of the
-- application role's reach. Lost with a crash of the database, which forgives.
CREATE UNLOGGED TABLE attempt (
  key    varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
