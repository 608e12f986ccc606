-- Legal-person registration of unions (法人资格登记): one application with the form as it was filled in, its steps, and a
-- view of what has come due. union_path is the path of the union itself.
CREATE TABLE registration (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  union_id BIGINT NOT NULL,
  union_path PATH NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  parent_name TEXT NOT NULL,
  unit_name TEXT NOT NULL,
  unit_credit_code TEXT NOT NULL,
  legal_representative TEXT NOT NULL,
  founded_on TEXT,
  approval_number TEXT NOT NULL,
  approved_on TEXT,
  session_number BIGINT NOT NULL,
  term_from_on TEXT,
  term_to_on TEXT,
  members BIGINT NOT NULL,
  employees BIGINT NOT NULL,
  papers TEXT NOT NULL,
  address TEXT NOT NULL,
  premises TEXT NOT NULL,
  fund_channel TEXT NOT NULL,
  fund_source TEXT NOT NULL,
  handler TEXT NOT NULL,
  phone_sealed BYTEA,
  registrar TEXT NOT NULL,
  reason TEXT NOT NULL,
  was_name TEXT NOT NULL,
  was_address TEXT NOT NULL,
  was_representative TEXT NOT NULL,
  was_registrar TEXT NOT NULL,
  matters TEXT NOT NULL,
  since_on TEXT NOT NULL,
  due_on TEXT,
  opened_on TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  filed_on TEXT,
  filed_at BIGINT,
  answer TEXT NOT NULL,
  certified_on TEXT,
  certificate_number TEXT NOT NULL,
  issuer TEXT NOT NULL,
  valid_from_on TEXT,
  valid_to_on TEXT,
  credit_code TEXT NOT NULL,
  is_in_force BIGINT NOT NULL,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id),
  FOREIGN KEY (realm_id, union_id) REFERENCES trade_union (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX registration_path ON registration (realm_id, union_path, id);
CREATE INDEX registration_union ON registration (realm_id, union_id, id);
-- Of one union one case of a kind is under way, and one certificate holds.
CREATE UNIQUE INDEX registration_under_way ON registration (realm_id, union_id, kind)
  WHERE state NOT IN ('certified', 'withdrawn');
CREATE UNIQUE INDEX registration_in_force ON registration (realm_id, union_id) WHERE is_in_force = 1;

CREATE TABLE registration_step (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  registration_id BIGINT NOT NULL,
  act TEXT NOT NULL,
  done_on TEXT NOT NULL,
  done_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  done_at BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX registration_step_of ON registration_step (realm_id, registration_id, id);

-- What is to be registered, since when, and the application under way: a union approved here and not registered; a name, chair
-- or address that is no longer the certified one (the day of the first such change since the certified application was filed);
-- a certificate with an end; a certificate of a union that has ended.
CREATE VIEW registration_duty AS
  SELECT u.realm_id AS realm_id, u.id AS union_id, u.tree_path AS union_path, 'first' AS kind, f.approved_on AS since_on,
      '' AS matters, (SELECT max(o.id) FROM registration o WHERE o.realm_id = u.realm_id AND o.union_id = u.id AND o.kind = 'first'
        AND o.state NOT IN ('certified', 'withdrawn')) AS case_id
    FROM founding_case f JOIN trade_union u ON u.realm_id = f.realm_id AND u.id = f.union_id
    WHERE f.kind = 'founding' AND f.state IN ('founded', 'archived') AND f.approved_on IS NOT NULL AND u.status = 'active'
      AND u.credit_code = '' AND u.type NOT IN ('work_committee', 'office', 'branch', 'group')
      AND NOT EXISTS (SELECT 1 FROM registration r WHERE r.realm_id = u.realm_id AND r.union_id = u.id AND r.is_in_force = 1)
  UNION ALL
  SELECT r.realm_id, r.union_id, r.union_path, 'change',
      COALESCE((SELECT min(c.changed_on) FROM union_change c WHERE c.realm_id = r.realm_id AND c.union_id = r.union_id
        AND c.at > r.filed_at AND ((u.name <> r.name AND c.after_json LIKE '%"name":%')
        OR (u.chair_name <> r.legal_representative AND c.after_json LIKE '%"chair_name":%')
        OR (u.address <> r.address AND c.after_json LIKE '%"address":%'))), r.certified_on),
      CASE WHEN u.name <> r.name THEN 'name ' ELSE '' END ||
      CASE WHEN u.chair_name <> r.legal_representative THEN 'representative ' ELSE '' END ||
      CASE WHEN u.address <> r.address THEN 'address ' ELSE '' END,
      (SELECT max(o.id) FROM registration o WHERE o.realm_id = r.realm_id AND o.union_id = r.union_id AND o.kind = 'change'
        AND o.state NOT IN ('certified', 'withdrawn'))
    FROM registration r JOIN trade_union u ON u.realm_id = r.realm_id AND u.id = r.union_id
    WHERE r.is_in_force = 1 AND u.status = 'active'
      AND (u.name <> r.name OR u.chair_name <> r.legal_representative OR u.address <> r.address)
  UNION ALL
  SELECT r.realm_id, r.union_id, r.union_path, 'renewal', r.valid_to_on, '',
      (SELECT max(o.id) FROM registration o WHERE o.realm_id = r.realm_id AND o.union_id = r.union_id AND o.kind = 'renewal'
        AND o.state NOT IN ('certified', 'withdrawn'))
    FROM registration r JOIN trade_union u ON u.realm_id = r.realm_id AND u.id = r.union_id
    WHERE r.is_in_force = 1 AND u.status = 'active' AND r.valid_to_on IS NOT NULL
  UNION ALL
  SELECT r.realm_id, r.union_id, r.union_path, 'cancellation', COALESCE(u.ended_on, r.certified_on), '',
      (SELECT max(o.id) FROM registration o WHERE o.realm_id = r.realm_id AND o.union_id = r.union_id AND o.kind = 'cancellation'
        AND o.state NOT IN ('certified', 'withdrawn'))
    FROM registration r JOIN trade_union u ON u.realm_id = r.realm_id AND u.id = r.union_id
    WHERE r.is_in_force = 1 AND u.status IN ('dissolved', 'merged');
