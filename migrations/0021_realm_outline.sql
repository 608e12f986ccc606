-- The county's outline, handed in once as GeoJSON: kept in WGS84, one ring a line, "lon lat" pairs parted by commas. Maps draw it, and
-- a station that lies outside is asked about its datum.
CREATE TABLE realm_outline (
  realm_id BIGINT NOT NULL,
  rings TEXT NOT NULL,
  datum TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (realm_id)
) STRICT, WITHOUT ROWID;
