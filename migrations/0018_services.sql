-- Services given at stations (服务登记): what can be given, what was given, what is left to give.
CREATE TABLE service_item (
  realm_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  aliases TEXT NOT NULL,
  is_offered BIGINT NOT NULL,
  person_limit BIGINT NOT NULL,
  limit_days BIGINT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (realm_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE service_given (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  station_id BIGINT NOT NULL,
  union_path PATH NOT NULL,
  township_code TEXT NOT NULL,
  item TEXT NOT NULL,
  given_on TEXT NOT NULL,
  given_min BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  receiver_name TEXT NOT NULL,
  phone_sealed BYTEA,
  phone_index BYTEA,
  person_id BIGINT,
  way TEXT NOT NULL,
  clerk_name TEXT NOT NULL,
  client_key TEXT NOT NULL,
  import_id BIGINT,
  recorded_at BIGINT NOT NULL,
  undone_at BIGINT,
  PRIMARY KEY (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX service_given_at ON service_given (realm_id, station_id, given_on, given_min);
CREATE INDEX service_given_path ON service_given (realm_id, union_path, given_on);
CREATE INDEX service_given_phone ON service_given (realm_id, phone_index, item, given_on) WHERE phone_index IS NOT NULL;
CREATE INDEX service_given_import ON service_given (realm_id, import_id) WHERE import_id IS NOT NULL;
-- A counter that was offline sends again until it hears an answer: one key is one giving.
CREATE UNIQUE INDEX service_given_key ON service_given (realm_id, client_key) WHERE client_key <> '';

CREATE TABLE service_stock (
  realm_id BIGINT NOT NULL,
  station_id BIGINT NOT NULL,
  item TEXT NOT NULL,
  amount_left BIGINT NOT NULL CHECK (amount_left >= 0),
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (realm_id, station_id, item)
) STRICT, WITHOUT ROWID;
