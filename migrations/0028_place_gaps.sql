-- What an import wrote into empty fields of stations and outlets that stood (filled_gap is the same of people); taken back with
-- the import, as long as it still stands as written.
CREATE TABLE place_gap (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  import_id BIGINT NOT NULL,
  noun TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  field TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX place_gap_import ON place_gap (realm_id, import_id);
CREATE INDEX place_gap_subject ON place_gap (realm_id, subject_id);
