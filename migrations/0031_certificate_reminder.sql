-- Who was told that the certificate of a legal person ends, and how many days before: each once.
CREATE TABLE certificate_reminder (
  realm_id BIGINT NOT NULL,
  registration_id BIGINT NOT NULL,
  days BIGINT NOT NULL,
  is_told BIGINT NOT NULL,
  reminded_at BIGINT NOT NULL,
  PRIMARY KEY (realm_id, registration_id, days)
) STRICT, WITHOUT ROWID;
