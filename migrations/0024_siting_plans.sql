-- Where the next stations should go (选址方案). A place of work gets a position; places that could host a station, people the
-- register does not know of, and plans: the question as it was asked, its inputs and its answer as they were that day.
ALTER TABLE outlet ADD COLUMN written_position TEXT NOT NULL DEFAULT '';
ALTER TABLE outlet ADD COLUMN datum TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE outlet ADD COLUMN lon_e7 BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outlet ADD COLUMN lat_e7 BIGINT NOT NULL DEFAULT 0;

-- Two kinds of place: one that could host a station, and one where people are whom no register knows.
CREATE TABLE siting_place (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  union_id BIGINT,
  union_path PATH NOT NULL,
  township_code TEXT NOT NULL,
  address TEXT NOT NULL,
  host_unit TEXT NOT NULL,
  contact_name TEXT NOT NULL,
  written_position TEXT NOT NULL,
  datum TEXT NOT NULL,
  lon_e7 BIGINT NOT NULL,
  lat_e7 BIGINT NOT NULL,
  capacity BIGINT,
  willing TEXT NOT NULL,
  people BIGINT NOT NULL,
  note TEXT NOT NULL,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id),
  FOREIGN KEY (realm_id, union_id) REFERENCES trade_union (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX siting_place_path ON siting_place (realm_id, union_path, id);
-- A list handed in twice changes rows and adds none.
CREATE UNIQUE INDEX siting_place_name ON siting_place (realm_id, kind, township_code, name_key);

CREATE TABLE siting_plan (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  union_id BIGINT,
  union_path PATH NOT NULL,
  kind TEXT NOT NULL,
  new_sites BIGINT NOT NULL,
  radius_m BIGINT NOT NULL,
  detour_percent BIGINT NOT NULL,
  uses_capacity BIGINT NOT NULL,
  only_willing BIGINT NOT NULL,
  seconds BIGINT NOT NULL,
  outlet_percent BIGINT NOT NULL,
  service_percent BIGINT NOT NULL,
  report_percent BIGINT NOT NULL,
  point_percent BIGINT NOT NULL,
  counted_from TEXT,
  counted_to TEXT,
  state TEXT NOT NULL,
  message TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  started_at BIGINT,
  ended_at BIGINT,
  runner TEXT NOT NULL,
  beat_at BIGINT,
  demand_points BIGINT NOT NULL,
  demand_people REAL NOT NULL,
  unplaced_outlets BIGINT NOT NULL,
  host_count BIGINT NOT NULL,
  station_count BIGINT NOT NULL,
  inputs_digest TEXT NOT NULL,
  chosen TEXT NOT NULL,
  value REAL,
  bound REAL,
  gap REAL,
  is_proven BIGINT NOT NULL,
  solve_seconds REAL,
  covered_before REAL,
  covered_after REAL,
  walk_before_m REAL,
  walk_after_m REAL,
  second_value REAL,
  version BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id),
  FOREIGN KEY (realm_id, union_id) REFERENCES trade_union (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX siting_plan_path ON siting_plan (realm_id, union_path, id);
CREATE INDEX siting_plan_open ON siting_plan (realm_id, id) WHERE state IN ('waiting', 'running');

-- The problem as it was solved, in the form that `niangjia site` reads, and what came out. Never changed once the plan is done.
CREATE TABLE siting_record (
  realm_id BIGINT NOT NULL,
  plan_id BIGINT NOT NULL,
  inputs TEXT NOT NULL,
  result TEXT NOT NULL,
  result_digest TEXT NOT NULL,
  PRIMARY KEY (realm_id, plan_id),
  FOREIGN KEY (realm_id, plan_id) REFERENCES siting_plan (realm_id, id)
) STRICT, WITHOUT ROWID;
