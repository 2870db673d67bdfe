-- What happens in an organization, in order. An event is written in the transaction that causes it.

CREATE TYPE "EventKind" AS ENUM (
  'DATASET_PUBLISHED', 'DATASET_CHANGED', 'DATASET_ARCHIVED', 'DATASET_RESTORED', 'REVISION_DELETED',
  'REVISION_PROCESSED', 'INGEST_SESSION_FAILED', 'EXPORT_READY', 'EXPORT_FAILED', 'ACCESS_GRANTED', 'ACCESS_REVOKED',
  'SHARE_LINK_OPENED', 'MEMBER_INVITED', 'MEMBER_JOINED', 'MEMBER_ROLE_CHANGED', 'MEMBER_REMOVED');

CREATE TABLE event (
  org_id UUID NOT NULL,
  id UUID NOT NULL,
  position BIGINT,
  kind "EventKind" NOT NULL,
  at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  dataset_id UUID,
  actor_id UUID,
  data JSONB NOT NULL,
  CONSTRAINT event_pkey PRIMARY KEY (org_id, id),
  CONSTRAINT event_org_id_dataset_id_fkey FOREIGN KEY (org_id, dataset_id) REFERENCES dataset (org_id, id)
    ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX event_org_id_position_key ON event (org_id, position);
CREATE INDEX event_at_idx ON event (at);
-- Followers read one kind or one dataset out of many.
CREATE INDEX event_org_id_dataset_id_idx ON event (org_id, dataset_id);

CREATE TABLE event_counter (
  org_id UUID NOT NULL,
  last BIGINT NOT NULL,
  CONSTRAINT event_counter_pkey PRIMARY KEY (org_id)
);

-- Draws the place of an event when its transaction commits. The row of the counter stays locked until the commit is
-- done, so an event with a lower place is always visible before one with a higher place. No reader can miss one.
CREATE FUNCTION place_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  place bigint;
BEGIN
  INSERT INTO event_counter AS counter (org_id, last) VALUES (NEW.org_id, 1)
  ON CONFLICT (org_id) DO UPDATE SET last = counter.last + 1
  RETURNING last INTO place;
  UPDATE event SET position = place, at = clock_timestamp() WHERE org_id = NEW.org_id AND id = NEW.id;
  PERFORM pg_notify('event', NEW.org_id::text);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION place_event FROM PUBLIC;

CREATE CONSTRAINT TRIGGER event_placed AFTER INSERT ON event DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION place_event();

-- Revisions of before are not announced: the default of their rows differs from that of new ones.
ALTER TABLE dataset_revision ADD COLUMN processing_announced BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE dataset_revision ALTER COLUMN processing_announced SET DEFAULT FALSE;
CREATE INDEX dataset_revision_processing_idx ON dataset_revision (org_id, dataset_id, number) WHERE NOT processing_announced;
