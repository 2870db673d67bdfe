-- Lists how the row-level security of this database (the second wall) differs from the expected one: whether it is
-- on, its policies, and the privileges of vitrine_app and PUBLIC. Each row has a statement that removes the difference,
-- or null if only an administrator can remove it. Returns no rows if nothing differs. server/migrate/ensure-walls.ts
-- runs it.
--
-- The expected policies are derived from the tables, so a migration that adds a table needs no change here:
--   a table with org_id       is read and written by vitrine_app, limited to the organizations of the request
--   organization, user        have their own rules below, as have the two tables to which rows are only appended,
--                             the counter of events, which only a trigger writes, and
--                             the secrets of webhooks, which only the worker reads
--   any other table           cannot be accessed by vitrine_app
--   a SECURITY DEFINER function  may be called by vitrine_app, and not by PUBLIC

WITH tables AS (
  SELECT c.oid, c.relname AS name, c.relowner, c.relrowsecurity AS secured,
    CASE WHEN a.attname IS NOT NULL THEN 'org_id' WHEN c.relname = 'organization' THEN 'id' END AS tenant_column
  FROM pg_class c
  LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'org_id' AND NOT a.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
),
partitions AS (
  SELECT c.oid, c.relname AS name
  FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relispartition
),
app AS (
  SELECT oid FROM pg_roles WHERE rolname = 'vitrine_app'
),

wanted_policies AS (
  SELECT oid, name, 'tenant' AS policy, '*' AS command,
    format('(%I = ANY ((SELECT app_org_ids())::uuid[]))', tenant_column) AS condition
  FROM tables WHERE tenant_column IS NOT NULL
  UNION ALL
  SELECT oid, name, 'colleagues', 'r',
    '(EXISTS (SELECT FROM membership m WHERE ((m.user_id = "user".id) AND (m.org_id = ANY ((SELECT app_org_ids())::uuid[])))))'
  FROM tables WHERE name = 'user'
),
policies AS (
  SELECT p.polrelid AS oid, t.name, p.polname AS policy, p.polcmd::text AS command,
    -- PostgreSQL prints an expression with its own spaces, and names the column of the subquery.
    regexp_replace(replace(pg_get_expr(p.polqual, p.polrelid), ' AS app_org_ids', ''), '\s', '', 'g') AS condition,
    p.polpermissive AND p.polwithcheck IS NULL AND p.polroles = ARRAY(SELECT oid FROM app) AS is_plain
  FROM pg_policy p JOIN tables t ON t.oid = p.polrelid
  WHERE p.polroles && (ARRAY(SELECT oid FROM app) || 0::oid)
),
wrong_policies AS (
  SELECT p.name, p.policy
  FROM policies p
  LEFT JOIN wanted_policies w ON w.oid = p.oid AND w.policy = p.policy AND w.command = p.command
    AND regexp_replace(w.condition, '\s', '', 'g') = p.condition AND p.is_plain
  WHERE w.oid IS NULL
),

wanted_privileges AS (
  SELECT oid, name, privilege, NULL::text AS column_name
  FROM tables, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) privilege
  WHERE tenant_column = 'org_id' AND NOT (name = 'event_counter' AND privilege <> 'SELECT')
    AND NOT (name = 'webhook_secret' AND privilege <> 'INSERT')
    AND NOT (name IN ('access_log', 'event') AND privilege IN ('UPDATE', 'DELETE'))
  UNION ALL
  SELECT oid, name, privilege, NULL FROM tables, unnest(ARRAY['SELECT', 'UPDATE']) privilege WHERE name = 'organization'
  UNION ALL
  SELECT oid, name, 'SELECT', column_name
  FROM tables, unnest(ARRAY['id', 'email', 'name', 'created_at']) column_name WHERE name = 'user'
),
privileges AS (
  SELECT c.oid, c.relname AS name, acl.privilege_type AS privilege, NULL::text AS column_name, acl.grantee
  FROM pg_class c, aclexplode(c.relacl) acl
  WHERE c.oid IN (SELECT oid FROM tables UNION ALL SELECT oid FROM partitions)
  UNION ALL
  SELECT c.oid, c.relname, acl.privilege_type, a.attname, acl.grantee
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid, aclexplode(a.attacl) acl
  WHERE c.oid IN (SELECT oid FROM tables UNION ALL SELECT oid FROM partitions)
),

functions AS (
  SELECT p.oid, p.oid::regprocedure::text AS name, p.prosecdef AS for_app,
    coalesce(p.proacl, acldefault('f', p.proowner)) AS acl
  FROM pg_proc p
  WHERE p.pronamespace = 'public'::regnamespace
    AND (p.prosecdef OR p.proname = 'ensure_access_log_partitions')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
)

SELECT 1 AS step, format('the table %s belongs to %s, and not to the role of DATABASE_URL', name, relowner::regrole) AS fault,
  NULL AS statement
FROM tables WHERE NOT pg_has_role(relowner, 'USAGE')
UNION ALL
SELECT 1, 'the role vitrine_app is missing', NULL WHERE NOT EXISTS (SELECT FROM app)
UNION ALL
SELECT 1, 'the role vitrine_app is a superuser or has BYPASSRLS', NULL
FROM pg_roles WHERE rolname = 'vitrine_app' AND (rolsuper OR rolbypassrls)
UNION ALL
SELECT 1, format('the role vitrine_app can become %s, who owns the tables', current_user), NULL
FROM pg_roles r WHERE r.rolname = 'vitrine_app' AND NOT r.rolsuper AND pg_has_role(r.oid, current_user, 'MEMBER')
UNION ALL
SELECT 2, 'vitrine_app may not use the schema public', 'GRANT USAGE ON SCHEMA public TO vitrine_app'
FROM app WHERE NOT has_schema_privilege(app.oid, 'public', 'USAGE')
UNION ALL
SELECT 2, format('row-level security of %s is off', name), format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name)
FROM tables
WHERE NOT secured AND (tenant_column IS NOT NULL OR name IN ('user', 'session', 'identity', 'password_reset'))
UNION ALL
SELECT 3, format('the policy %s of %s is not the one of this version', policy, name), format('DROP POLICY %I ON %I', policy, name)
FROM wrong_policies
UNION ALL
SELECT 4, format('the policy %s of %s is missing', w.policy, w.name),
  format('CREATE POLICY %I ON %I FOR %s TO vitrine_app USING %s', w.policy, w.name,
    CASE w.command WHEN 'r' THEN 'SELECT' ELSE 'ALL' END, w.condition)
FROM wanted_policies w
WHERE NOT EXISTS (
  SELECT FROM policies p
  WHERE p.oid = w.oid AND p.policy = w.policy
    AND NOT EXISTS (SELECT FROM wrong_policies x WHERE x.name = p.name AND x.policy = p.policy)
)
UNION ALL
SELECT 5, format('%s may %s %s%s', CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE 'vitrine_app' END, p.privilege, p.name,
    coalesce(' (' || p.column_name || ')', '')),
  format('REVOKE %s%s ON %I FROM %s', p.privilege, coalesce(' (' || quote_ident(p.column_name) || ')', ''), p.name,
    CASE p.grantee WHEN 0 THEN 'PUBLIC' ELSE 'vitrine_app' END)
FROM privileges p
WHERE (p.grantee = 0 OR p.grantee IN (SELECT oid FROM app))
  AND NOT EXISTS (
    SELECT FROM wanted_privileges w
    WHERE p.grantee <> 0 AND w.oid = p.oid AND w.privilege = p.privilege
      AND w.column_name IS NOT DISTINCT FROM p.column_name
  )
UNION ALL
SELECT 6, format('vitrine_app may not %s %s%s', w.privilege, w.name, coalesce(' (' || w.column_name || ')', '')),
  format('GRANT %s%s ON %I TO vitrine_app', w.privilege, coalesce(' (' || quote_ident(w.column_name) || ')', ''), w.name)
FROM wanted_privileges w
WHERE NOT EXISTS (
  SELECT FROM privileges p JOIN app ON app.oid = p.grantee
  WHERE w.oid = p.oid AND w.privilege = p.privilege AND w.column_name IS NOT DISTINCT FROM p.column_name
)
UNION ALL
SELECT 6, format('PUBLIC may call %s', f.name), format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f.name)
FROM functions f WHERE EXISTS (SELECT FROM aclexplode(f.acl) WHERE grantee = 0)
UNION ALL
SELECT 6, format('vitrine_app may not call %s', f.name), format('GRANT EXECUTE ON FUNCTION %s TO vitrine_app', f.name)
FROM functions f
WHERE f.for_app AND NOT EXISTS (SELECT FROM aclexplode(f.acl) acl JOIN app ON app.oid = acl.grantee)
ORDER BY 1, 2
