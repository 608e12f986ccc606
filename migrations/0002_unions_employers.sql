-- Unions (工会) and units (单位) are two things with an N:M link: one joint union covers many units, one unit may stand
-- under several. tree_path is made of 4-letter segments; a segment is given once and never changes, so a moved union keeps
-- its own.
CREATE TABLE trade_union (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  parent_id BIGINT,
  segment PATH NOT NULL,
  tree_path PATH NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  name_pinyin PATH NOT NULL,
  name_initials PATH NOT NULL,
  type TEXT NOT NULL,
  level_code BIGINT NOT NULL,
  credit_code TEXT NOT NULL,
  township_code TEXT NOT NULL,
  address TEXT NOT NULL,
  unit_id BIGINT,
  industry TEXT NOT NULL,
  industry_parent_id BIGINT,
  fund_parent_id BIGINT,
  founded_on TEXT,
  approval_number TEXT NOT NULL,
  approved_on TEXT,
  session_number BIGINT NOT NULL,
  term_years BIGINT NOT NULL,
  term_from_on TEXT,
  term_to_on TEXT,
  employees_reported BIGINT NOT NULL,
  female_employees_reported BIGINT NOT NULL,
  migrant_employees_reported BIGINT NOT NULL,
  members_reported BIGINT NOT NULL,
  female_members_reported BIGINT NOT NULL,
  committee_seats BIGINT NOT NULL,
  chair_name TEXT NOT NULL,
  chair_sex TEXT NOT NULL,
  chair_post TEXT NOT NULL,
  chair_phone_sealed BYTEA,
  audit_chair_name TEXT NOT NULL,
  women_chair_name TEXT NOT NULL,
  is_new_form BIGINT NOT NULL,
  status TEXT NOT NULL,
  ended_on TEXT,
  merged_into_id BIGINT,
  note TEXT NOT NULL,
  import_id BIGINT,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id),
  UNIQUE (realm_id, segment),
  FOREIGN KEY (realm_id, parent_id) REFERENCES trade_union (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX trade_union_path ON trade_union (realm_id, tree_path);
CREATE INDEX trade_union_parent_name ON trade_union (realm_id, parent_id, name_key);
CREATE INDEX trade_union_name ON trade_union (realm_id, name_key);
CREATE INDEX trade_union_founded ON trade_union (realm_id, founded_on);

-- One row per change of a union: what it was and what it became (JSON of the changed fields).
CREATE TABLE union_change (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  union_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  changed_on TEXT NOT NULL,
  document_number TEXT NOT NULL,
  reason TEXT NOT NULL,
  before_json TEXT NOT NULL,
  after_json TEXT NOT NULL,
  other_union_id BIGINT,
  at BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id),
  FOREIGN KEY (realm_id, union_id) REFERENCES trade_union (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX union_change_union ON union_change (realm_id, union_id);

CREATE TABLE employer (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  name_pinyin PATH NOT NULL,
  name_initials PATH NOT NULL,
  credit_code TEXT NOT NULL,
  township_code TEXT NOT NULL,
  union_path PATH NOT NULL,
  address TEXT NOT NULL,
  nature TEXT NOT NULL,
  industry TEXT NOT NULL,
  legal_representative TEXT NOT NULL,
  phone_sealed BYTEA,
  employees BIGINT NOT NULL,
  import_id BIGINT,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX employer_credit_code ON employer (realm_id, credit_code);
CREATE INDEX employer_name ON employer (realm_id, name_key);
CREATE INDEX employer_path ON employer (realm_id, union_path);

CREATE TABLE union_cover (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  union_id BIGINT NOT NULL,
  union_path PATH NOT NULL,
  unit_id BIGINT NOT NULL,
  from_on TEXT,
  to_on TEXT,
  is_main BIGINT NOT NULL,
  employees BIGINT NOT NULL,
  import_id BIGINT,
  PRIMARY KEY (realm_id, id),
  UNIQUE (realm_id, union_id, unit_id),
  FOREIGN KEY (realm_id, union_id) REFERENCES trade_union (realm_id, id),
  FOREIGN KEY (realm_id, unit_id) REFERENCES employer (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX union_cover_unit ON union_cover (realm_id, unit_id);
CREATE INDEX union_cover_path ON union_cover (realm_id, union_path);

CREATE TABLE brand (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  aliases TEXT NOT NULL,
  trade TEXT NOT NULL,
  PRIMARY KEY (realm_id, id),
  UNIQUE (realm_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE outlet (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  unit_id BIGINT,
  brand_id BIGINT,
  trade TEXT NOT NULL,
  credit_code TEXT NOT NULL,
  address TEXT NOT NULL,
  township_code TEXT NOT NULL,
  union_path PATH NOT NULL,
  employment_form TEXT NOT NULL,
  courier_count BIGINT NOT NULL,
  trucker_count BIGINT NOT NULL,
  delivery_count BIGINT NOT NULL,
  ridehail_count BIGINT NOT NULL,
  other_count BIGINT NOT NULL,
  has_union BIGINT NOT NULL,
  planned_form TEXT NOT NULL,
  contact_name TEXT NOT NULL,
  contact_phone_sealed BYTEA,
  cadre_name TEXT NOT NULL,
  status TEXT NOT NULL,
  surveyed_on TEXT NOT NULL,
  note TEXT NOT NULL,
  import_id BIGINT,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id),
  FOREIGN KEY (realm_id, unit_id) REFERENCES employer (realm_id, id),
  FOREIGN KEY (realm_id, brand_id) REFERENCES brand (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX outlet_name ON outlet (realm_id, name_key);
CREATE INDEX outlet_path ON outlet (realm_id, union_path);
