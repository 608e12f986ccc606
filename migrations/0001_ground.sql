-- The federation that owns rows, its accounts and its journal. Every table begins its key with realm_id (the column by which
-- a cluster distributes), except the three that must be unique across federations or are looked up before one is known.
CREATE TABLE realm (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL,
  division TEXT NOT NULL,
  next_segment BIGINT NOT NULL,
  created_at BIGINT NOT NULL
) STRICT;

CREATE TABLE login_name (
  login TEXT PRIMARY KEY,
  realm_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  login TEXT NOT NULL,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  must_change_password BIGINT NOT NULL,
  totp_sealed BYTEA,
  totp_step BIGINT NOT NULL,
  failed_count BIGINT NOT NULL,
  locked_until BIGINT NOT NULL,
  is_disabled BIGINT NOT NULL,
  person_id BIGINT,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id),
  UNIQUE (realm_id, login)
) STRICT, WITHOUT ROWID;

CREATE TABLE role_held (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  role TEXT NOT NULL,
  union_id BIGINT NOT NULL,
  union_path PATH NOT NULL,
  from_on TEXT NOT NULL,
  to_on TEXT,
  PRIMARY KEY (realm_id, id),
  FOREIGN KEY (realm_id, account_id) REFERENCES account (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX role_held_account ON role_held (realm_id, account_id);

CREATE TABLE session (
  token_digest BYTEA PRIMARY KEY,
  realm_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  csrf TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session (realm_id, account_id);

CREATE TABLE idempotency (
  realm_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  idempotency_key TEXT NOT NULL,
  request_digest BYTEA NOT NULL,
  status BIGINT NOT NULL,
  body TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (realm_id, account_id, idempotency_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  account_id BIGINT,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  action TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id BIGINT,
  union_path PATH NOT NULL,
  reason TEXT NOT NULL,
  before_digest BYTEA NOT NULL,
  after_digest BYTEA NOT NULL,
  leaf_hash BYTEA NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_subject ON journal (realm_id, subject_id);
