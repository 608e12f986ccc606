-- One outbox for everything the federation tells people. The text and the address are sealed: a code in a message is a
-- secret, and a phone number is personal.
CREATE TABLE notice (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  channel TEXT NOT NULL,
  template_code TEXT NOT NULL,
  union_path PATH NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id BIGINT,
  address_sealed BYTEA,
  address_shown TEXT NOT NULL,
  text_sealed BYTEA,
  state TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  settled_at BIGINT NOT NULL,
  carrier_note TEXT NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_due ON notice (realm_id, state, due_at);
CREATE INDEX notice_subject ON notice (realm_id, subject_id);

-- A code sent to a phone, known by the blind index of the number; only its digest is kept.
CREATE TABLE phone_code (
  realm_id BIGINT NOT NULL,
  phone_index BYTEA NOT NULL,
  purpose TEXT NOT NULL,
  code_digest BYTEA NOT NULL,
  sent_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  day TEXT NOT NULL,
  sent_that_day BIGINT NOT NULL,
  PRIMARY KEY (realm_id, phone_index, purpose)
) STRICT, WITHOUT ROWID;
