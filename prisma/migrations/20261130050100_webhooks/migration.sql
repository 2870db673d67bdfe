-- Webhooks get the columns that deliveries need. No version has written a row to these tables.

DELETE FROM webhook;

ALTER TABLE webhook
  DROP COLUMN secret,
  DROP COLUMN events,
  ADD COLUMN kinds "EventKind"[],
  ADD COLUMN paused_reason TEXT,
  ADD COLUMN public_key TEXT NOT NULL,
  ADD COLUMN position BIGINT NOT NULL,
  ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN retry_at TIMESTAMPTZ(3),
  ADD COLUMN lease_id UUID,
  ADD COLUMN lease_until TIMESTAMPTZ(3),
  ADD COLUMN created_by UUID;

CREATE TABLE webhook_secret (
  org_id UUID NOT NULL,
  webhook_id UUID NOT NULL,
  id UUID NOT NULL,
  hmac_key BYTEA NOT NULL,
  private_key BYTEA NOT NULL,
  previous_until TIMESTAMPTZ(3) NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CONSTRAINT webhook_secret_pkey PRIMARY KEY (org_id, webhook_id, id),
  CONSTRAINT webhook_secret_org_id_webhook_id_fkey FOREIGN KEY (org_id, webhook_id) REFERENCES webhook (org_id, id)
    ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TYPE "WebhookDeliveryState" AS ENUM ('PENDING', 'RETRYING', 'DELIVERED', 'FAILED');

DROP INDEX webhook_delivery_org_id_webhook_id_created_at_idx;
ALTER TABLE webhook_delivery
  DROP COLUMN event,
  DROP COLUMN payload,
  DROP COLUMN state,
  DROP COLUMN delivered_at,
  ADD COLUMN event_id UUID,
  ADD COLUMN type TEXT NOT NULL,
  ADD COLUMN state "WebhookDeliveryState" NOT NULL DEFAULT 'PENDING',
  ADD COLUMN is_manual BOOLEAN NOT NULL DEFAULT FALSE,
  ADD COLUMN sample JSONB,
  ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN response TEXT,
  ADD COLUMN duration_milliseconds INTEGER,
  ADD COLUMN attempted_at TIMESTAMPTZ(3),
  ADD CONSTRAINT webhook_delivery_org_id_event_id_fkey FOREIGN KEY (org_id, event_id) REFERENCES event (org_id, id)
    ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX webhook_delivery_org_id_webhook_id_id_idx ON webhook_delivery (org_id, webhook_id, id);
CREATE INDEX webhook_delivery_org_id_event_id_idx ON webhook_delivery (org_id, event_id);
-- Deliveries that a worker has to make, or to make again.
CREATE INDEX webhook_delivery_waiting_idx ON webhook_delivery (org_id, webhook_id, id) WHERE state IN ('PENDING', 'RETRYING');
-- Tests have no event with which they are deleted.
CREATE INDEX webhook_delivery_test_idx ON webhook_delivery (created_at) WHERE event_id IS NULL;

-- Wakes a worker for a test or a redelivery.
CREATE FUNCTION notify_webhook_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('webhook_delivery', NEW.org_id::text);
  RETURN NULL;
END $$;
CREATE TRIGGER webhook_delivery_waits AFTER INSERT ON webhook_delivery FOR EACH ROW
WHEN (NEW.state = 'PENDING') EXECUTE FUNCTION notify_webhook_delivery();
