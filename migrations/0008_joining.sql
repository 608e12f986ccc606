-- Joining by code (扫码入会). A poster invites to one union or to the county's pool; an application belongs to the union
-- that would take the person (or to the root: the pool), and its desk is the place that is reminded of it.
CREATE TABLE poster (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  union_id BIGINT,
  union_path PATH NOT NULL,
  campaign TEXT NOT NULL,
  made_by_id BIGINT,
  made_by TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  expires_on TEXT NOT NULL,
  revoked_on TEXT,
  revoke_reason TEXT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX poster_path ON poster (realm_id, union_path);

CREATE TABLE application (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  poster_id BIGINT,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  identity_sealed BYTEA,
  identity_index BYTEA,
  phone_sealed BYTEA,
  phone_index BYTEA,
  category BIGINT NOT NULL,
  platform TEXT NOT NULL,
  unit_name TEXT NOT NULL,
  township_code TEXT NOT NULL,
  union_id BIGINT,
  union_path PATH NOT NULL,
  is_in_pool BIGINT NOT NULL,
  routed_by TEXT NOT NULL,
  desk_path PATH NOT NULL,
  state TEXT NOT NULL,
  applied_at BIGINT NOT NULL,
  due_on TEXT NOT NULL,
  escalations BIGINT NOT NULL,
  decided_at BIGINT NOT NULL,
  decided_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  person_id BIGINT,
  from_union_id BIGINT,
  version BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT, WITHOUT ROWID;
-- One open application a person: the form sent fifty times is one row.
CREATE UNIQUE INDEX application_open ON application (realm_id, identity_index) WHERE state = 'waiting';
CREATE INDEX application_desk ON application (realm_id, state, desk_path);
CREATE INDEX application_path ON application (realm_id, state, union_path, id);
CREATE INDEX application_due ON application (realm_id, state, due_on);

-- What somebody agreed to, by purpose and version of the words; withdrawn, it stays as proof.
CREATE TABLE consent (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  application_id BIGINT,
  person_id BIGINT,
  purpose TEXT NOT NULL,
  text_version TEXT NOT NULL,
  given_at BIGINT NOT NULL,
  withdrawn_at BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX consent_person ON consent (realm_id, person_id);
CREATE INDEX consent_application ON consent (realm_id, application_id);

-- Where an application goes; the county edits the list, the first rule that fits decides.
CREATE TABLE routing_rule (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  route_by TEXT NOT NULL,
  category BIGINT NOT NULL,
  platform TEXT NOT NULL,
  township_code TEXT NOT NULL,
  union_id BIGINT,
  note TEXT NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT, WITHOUT ROWID;
