-- Ten million services summed: what a sum by days needs stands in one index, in the order in which ledgers come; and who was
-- served is walked person by person in another, so that nobody has to be remembered to be counted once. Both are read from the
-- index alone, and so the column of their condition stands in them as well.
CREATE INDEX service_given_day ON service_given (realm_id, given_on, union_path, township_code, item, amount, phone_index, undone_at)
  WHERE undone_at IS NULL;
DROP INDEX service_given_phone;
CREATE INDEX service_given_person ON service_given (realm_id, phone_index, township_code, union_path, given_on, item, undone_at)
  WHERE phone_index IS NOT NULL AND undone_at IS NULL;
