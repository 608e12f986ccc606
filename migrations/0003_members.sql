-- A person is kept once per federation, known by the blind index of the identity number. Standing (会籍) is a history of
-- events; the columns union_id, standing and joined_on are what the last event left.
CREATE TABLE person (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  name_pinyin PATH NOT NULL,
  name_initials PATH NOT NULL,
  sex BIGINT NOT NULL,
  born_on TEXT,
  identity_kind BIGINT NOT NULL,
  identity_sealed BYTEA,
  identity_index BYTEA,
  phone_sealed BYTEA,
  phone_index BYTEA,
  ethnicity TEXT NOT NULL,
  education TEXT NOT NULL,
  politics TEXT NOT NULL,
  is_migrant BIGINT NOT NULL,
  category BIGINT NOT NULL,
  platform TEXT NOT NULL,
  township_code TEXT NOT NULL,
  union_id BIGINT,
  union_path PATH NOT NULL,
  standing TEXT NOT NULL,
  joined_on TEXT,
  problems BIGINT NOT NULL,
  merged_into_id BIGINT,
  note TEXT NOT NULL,
  import_id BIGINT,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id),
  FOREIGN KEY (realm_id, union_id) REFERENCES trade_union (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX person_identity ON person (realm_id, identity_index) WHERE identity_index IS NOT NULL;
CREATE INDEX person_phone ON person (realm_id, phone_index) WHERE phone_index IS NOT NULL;
CREATE INDEX person_path ON person (realm_id, union_path, id);
CREATE INDEX person_pinyin ON person (realm_id, name_pinyin, born_on);
CREATE INDEX person_initials ON person (realm_id, name_initials);

CREATE TABLE standing_event (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  happened_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  union_id BIGINT,
  other_union_id BIGINT,
  other_union_name TEXT NOT NULL,
  prior_standing TEXT NOT NULL,
  prior_union_id BIGINT,
  prior_joined_on TEXT,
  prior_category BIGINT NOT NULL,
  batch_id BIGINT,
  category BIGINT NOT NULL,
  is_opening BIGINT NOT NULL,
  import_id BIGINT,
  recorded_at BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id),
  FOREIGN KEY (realm_id, person_id) REFERENCES person (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX standing_event_person ON standing_event (realm_id, person_id, happened_on);
CREATE INDEX standing_event_import ON standing_event (realm_id, import_id);

-- One active standing per person, across federations: who holds the blind index holds the standing.
CREATE TABLE standing_claim (
  identity_index BYTEA PRIMARY KEY,
  realm_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE transfer_request (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  from_union_id BIGINT,
  to_union_id BIGINT,
  union_path PATH NOT NULL,
  requested_on TEXT NOT NULL,
  origin TEXT NOT NULL,
  state TEXT NOT NULL,
  import_id BIGINT,
  PRIMARY KEY (realm_id, id),
  FOREIGN KEY (realm_id, person_id) REFERENCES person (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX transfer_request_person ON transfer_request (realm_id, person_id);
CREATE INDEX transfer_request_path ON transfer_request (realm_id, union_path);

CREATE TABLE work_relation (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  outlet_id BIGINT,
  outlet_name TEXT NOT NULL,
  brand_id BIGINT,
  post TEXT NOT NULL,
  category BIGINT NOT NULL,
  township_code TEXT NOT NULL,
  union_path PATH NOT NULL,
  from_on TEXT,
  has_left BIGINT NOT NULL,
  surveyed_on TEXT NOT NULL,
  import_id BIGINT,
  PRIMARY KEY (realm_id, id),
  FOREIGN KEY (realm_id, person_id) REFERENCES person (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX work_relation_person ON work_relation (realm_id, person_id);
CREATE INDEX work_relation_path ON work_relation (realm_id, union_path);

-- Likely the same human kept twice; left_id < right_id.
CREATE TABLE likely_duplicate (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  left_id BIGINT NOT NULL,
  right_id BIGINT NOT NULL,
  union_path PATH NOT NULL,
  score BIGINT NOT NULL,
  reasons TEXT NOT NULL,
  state TEXT NOT NULL,
  import_id BIGINT,
  PRIMARY KEY (realm_id, id),
  UNIQUE (realm_id, left_id, right_id)
) STRICT, WITHOUT ROWID;

-- A merge is an event that can be undone exactly: before_json holds every row it touched.
CREATE TABLE person_merge (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kept_id BIGINT NOT NULL,
  gone_id BIGINT NOT NULL,
  before_json TEXT NOT NULL,
  at BIGINT NOT NULL,
  undone_at BIGINT,
  PRIMARY KEY (realm_id, id)
) STRICT, WITHOUT ROWID;
