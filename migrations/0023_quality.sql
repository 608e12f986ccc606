-- Whose record is 合格, union by union, read from the index alone: so the columns of its condition stand in it as well.
CREATE INDEX person_quality ON person (realm_id, union_path, union_id, problems, joined_on, standing, merged_into_id)
  WHERE standing IN ('active', 'moving_out') AND merged_into_id IS NULL;

-- What an import wrote into a field of somebody's record that was empty until then; taken back with the import, as long as
-- it still stands as written.
CREATE TABLE filled_gap (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  import_id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  phone_index BYTEA,
  problems BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id),
  FOREIGN KEY (realm_id, person_id) REFERENCES person (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX filled_gap_import ON filled_gap (realm_id, import_id);
CREATE INDEX filled_gap_person ON filled_gap (realm_id, person_id);
