-- One turn at a time for a person: a counter that gives takes the person's row first, so that two counters that give at once
-- count each other's giving against the limit. And what a row that came late wants said (库存不足, 时钟不准).
CREATE TABLE service_turn (
  realm_id BIGINT NOT NULL,
  phone_index BYTEA NOT NULL,
  turns BIGINT NOT NULL,
  PRIMARY KEY (realm_id, phone_index)
) STRICT, WITHOUT ROWID;
ALTER TABLE service_given ADD COLUMN remark TEXT NOT NULL DEFAULT '';
