-- A worker's own pages: signed in by phone on any number of devices; what they ask of their union.
CREATE TABLE worker_session (
  realm_id BIGINT NOT NULL,
  token_digest BYTEA NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  csrf TEXT NOT NULL,
  device TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT NOT NULL,
  PRIMARY KEY (realm_id, token_digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX worker_session_person ON worker_session (realm_id, person_id);

CREATE TABLE self_request (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  person_id BIGINT NOT NULL,
  union_path PATH NOT NULL,
  change_sealed BYTEA,
  note TEXT NOT NULL,
  state TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  due_on TEXT NOT NULL,
  decided_at BIGINT NOT NULL,
  decided_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX self_request_open ON self_request (realm_id, person_id, kind) WHERE state = 'waiting';
CREATE INDEX self_request_path ON self_request (realm_id, state, union_path, id);
-- Who looked at somebody's whole numbers, for the page on which the person asks.
CREATE INDEX journal_reveal ON journal (realm_id, subject_id) WHERE action = 'members.reveal';
