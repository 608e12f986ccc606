-- Service stations (服务站点): the register, what each has, when it is closed for a time, checks with photos, reports from the
-- road and the work items they raise.
CREATE TABLE station (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  number TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  brand TEXT NOT NULL,
  union_id BIGINT,
  union_path PATH NOT NULL,
  township_code TEXT NOT NULL,
  address TEXT NOT NULL,
  door_note TEXT NOT NULL,
  written_position TEXT NOT NULL,
  datum TEXT NOT NULL,
  lon_e7 BIGINT NOT NULL,
  lat_e7 BIGINT NOT NULL,
  host_unit TEXT NOT NULL,
  building_mode TEXT NOT NULL,
  keeper_name TEXT NOT NULL,
  keeper_phone_sealed BYTEA,
  public_phone TEXT NOT NULL,
  built_on TEXT,
  opened_on TEXT,
  area_m2 BIGINT NOT NULL,
  has_sign BIGINT NOT NULL,
  access_control TEXT NOT NULL,
  hours TEXT NOT NULL,
  hours_text TEXT NOT NULL,
  services TEXT NOT NULL,
  status TEXT NOT NULL,
  status_reason TEXT NOT NULL,
  level TEXT NOT NULL,
  listed_on TEXT,
  withdrawn_on TEXT,
  verified_at BIGINT,
  note TEXT NOT NULL,
  import_id BIGINT,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id),
  FOREIGN KEY (realm_id, union_id) REFERENCES trade_union (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX station_path ON station (realm_id, union_path, id);
CREATE UNIQUE INDEX station_number ON station (realm_id, number) WHERE number <> '';
CREATE INDEX station_import ON station (realm_id, import_id);

CREATE TABLE station_kit (
  realm_id BIGINT NOT NULL,
  station_id BIGINT NOT NULL,
  item TEXT NOT NULL,
  amount BIGINT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (realm_id, station_id, item),
  FOREIGN KEY (realm_id, station_id) REFERENCES station (realm_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE station_closing (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  station_id BIGINT NOT NULL,
  from_on TEXT NOT NULL,
  to_on TEXT,
  reason TEXT NOT NULL,
  PRIMARY KEY (realm_id, id),
  FOREIGN KEY (realm_id, station_id) REFERENCES station (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX station_closing_of ON station_closing (realm_id, station_id);

CREATE TABLE station_check (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  station_id BIGINT NOT NULL,
  union_path PATH NOT NULL,
  kind TEXT NOT NULL,
  checked_at BIGINT NOT NULL,
  checked_by TEXT NOT NULL,
  items TEXT NOT NULL,
  score BIGINT NOT NULL,
  lon_e7 BIGINT NOT NULL,
  lat_e7 BIGINT NOT NULL,
  distance_m BIGINT NOT NULL,
  is_passed BIGINT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (realm_id, id),
  FOREIGN KEY (realm_id, station_id) REFERENCES station (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX station_check_of ON station_check (realm_id, station_id, id);

CREATE TABLE station_photo (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  station_id BIGINT NOT NULL,
  check_id BIGINT,
  subject TEXT NOT NULL,
  taken_at BIGINT NOT NULL,
  content_type TEXT NOT NULL,
  bytes BYTEA,
  PRIMARY KEY (realm_id, id),
  FOREIGN KEY (realm_id, station_id) REFERENCES station (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX station_photo_of ON station_photo (realm_id, station_id, id);

CREATE TABLE station_report (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  station_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  note TEXT NOT NULL,
  reported_at BIGINT NOT NULL,
  reporter_mark BYTEA,
  trouble_id BIGINT,
  PRIMARY KEY (realm_id, id),
  FOREIGN KEY (realm_id, station_id) REFERENCES station (realm_id, id)
) STRICT, WITHOUT ROWID;
-- The mark holds the day, so one phone tells of one trouble of a station once a day.
CREATE UNIQUE INDEX station_report_once ON station_report (realm_id, station_id, kind, reporter_mark);

CREATE TABLE station_trouble (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  station_id BIGINT NOT NULL,
  union_path PATH NOT NULL,
  kind TEXT NOT NULL,
  note TEXT NOT NULL,
  raised_at BIGINT NOT NULL,
  due_on TEXT NOT NULL,
  reports BIGINT NOT NULL,
  state TEXT NOT NULL,
  repaired_at BIGINT,
  closed_at BIGINT,
  repair_note TEXT NOT NULL,
  closed_by TEXT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id),
  FOREIGN KEY (realm_id, station_id) REFERENCES station (realm_id, id)
) STRICT, WITHOUT ROWID;
-- One work item for one trouble of a station at a time, however many report it.
CREATE UNIQUE INDEX station_trouble_open ON station_trouble (realm_id, station_id, kind) WHERE state <> 'closed';
CREATE INDEX station_trouble_path ON station_trouble (realm_id, state, union_path);

-- Moves on with everything the public page shows: a server rebuilds what it holds in memory when it has moved.
CREATE TABLE station_epoch (
  realm_id BIGINT NOT NULL,
  epoch BIGINT NOT NULL,
  PRIMARY KEY (realm_id)
) STRICT, WITHOUT ROWID;
