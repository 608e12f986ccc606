-- The import centre: one row per file handed in, and one per row of it that has something to say.
CREATE TABLE import_job (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  union_path PATH NOT NULL,
  account_id BIGINT,
  file_name TEXT NOT NULL,
  file_digest BYTEA NOT NULL,
  stored_path TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  as_of TEXT,
  census_on TEXT,
  layout_json TEXT NOT NULL,
  counts_json TEXT NOT NULL,
  done_rows BIGINT NOT NULL,
  total_rows BIGINT NOT NULL,
  message TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  finished_at BIGINT,
  PRIMARY KEY (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_job_path ON import_job (realm_id, union_path);

CREATE TABLE import_row (
  realm_id BIGINT NOT NULL,
  job_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  sheet BIGINT NOT NULL,
  row_number BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  reasons TEXT NOT NULL,
  title TEXT NOT NULL,
  change_text TEXT NOT NULL,
  PRIMARY KEY (realm_id, job_id, seq)
) STRICT, WITHOUT ROWID;

-- Columns that a cadre mapped once: remembered by their header text.
CREATE TABLE import_mapping (
  realm_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  header_key TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (realm_id, kind, header_key)
) STRICT, WITHOUT ROWID;
