-- What a register of stations keeps beside the place: on which maps it can be found, its money, whom it serves, how its
-- position was taken.
CREATE TABLE station_listing (
  realm_id BIGINT NOT NULL,
  station_id BIGINT NOT NULL,
  platform TEXT NOT NULL,
  state TEXT NOT NULL,
  state_on TEXT,
  PRIMARY KEY (realm_id, station_id, platform),
  FOREIGN KEY (realm_id, station_id) REFERENCES station (realm_id, id)
) STRICT, WITHOUT ROWID;
-- Until now a station was on a map since a day, and nobody asked on which one.
INSERT INTO station_listing (realm_id, station_id, platform, state, state_on)
  SELECT realm_id, id, 'unsaid', 'listed', listed_on FROM station WHERE listed_on IS NOT NULL;
ALTER TABLE station DROP COLUMN listed_on;

ALTER TABLE station ADD COLUMN community TEXT NOT NULL DEFAULT '';
ALTER TABLE station ADD COLUMN position_method TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE station ADD COLUMN position_on TEXT;
ALTER TABLE station ADD COLUMN builder TEXT NOT NULL DEFAULT '';
ALTER TABLE station ADD COLUMN plate_on TEXT;
ALTER TABLE station ADD COLUMN invested_fen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE station ADD COLUMN fund_sources TEXT NOT NULL DEFAULT '[]';
ALTER TABLE station ADD COLUMN yearly_cost_fen BIGINT NOT NULL DEFAULT 0;
ALTER TABLE station ADD COLUMN audiences TEXT NOT NULL DEFAULT '[]';
ALTER TABLE station ADD COLUMN level_year BIGINT NOT NULL DEFAULT 0;
ALTER TABLE station ADD COLUMN stars BIGINT NOT NULL DEFAULT 0;
-- A level was free text; what the list of codes knows becomes its code, other words stay as they are.
UPDATE station SET level = CASE
    WHEN level IN ('普通', '普通站点') THEN 'ordinary'
    WHEN level IN ('县级示范', '区级示范', '县级示范站点', '区级示范站点') THEN 'county_model'
    WHEN level IN ('市级示范', '市级示范站点') THEN 'city_model'
    WHEN level IN ('省级最美', '省级最美驿站') THEN 'province_best'
    WHEN level IN ('全国最美', '全国最美驿站') THEN 'national_best'
    ELSE level END
  WHERE level <> '';

-- The latest photo of each subject is read from the index alone: the photos themselves are large.
CREATE INDEX station_photo_age ON station_photo (realm_id, station_id, subject, taken_at);
