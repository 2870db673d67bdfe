-- What the requests of a token, a person or an address have cost, for all processes together: a level that rises again with
-- time. Out of the application role's reach; lost with a crash of the database, which forgives.
CREATE UNLOGGED TABLE cost_bucket (
  key   text PRIMARY KEY,
  level double precision NOT NULL,
  at    timestamptz NOT NULL
);
