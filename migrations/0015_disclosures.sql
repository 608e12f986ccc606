-- What was shown whole or taken out: one row for each such row of the journal, under its id, and a count by person and
-- day, kept in the same transaction. `day` is the day in China as days since 1970-01-01.
CREATE TABLE disclosure (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  account_id BIGINT,
  kind TEXT NOT NULL,
  row_count BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX disclosure_of_day ON disclosure (realm_id, account_id, day, id);

CREATE TABLE disclosure_day (
  realm_id BIGINT NOT NULL,
  day BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  reveals BIGINT NOT NULL,
  exports BIGINT NOT NULL,
  row_count BIGINT NOT NULL,
  PRIMARY KEY (realm_id, day, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX disclosure_day_account ON disclosure_day (realm_id, account_id, day);

-- Of before: the journal did not say how many rows a list had.
INSERT INTO disclosure (realm_id, id, day, account_id, kind, row_count)
  SELECT realm_id, id, (at + 28800000) / 86400000, account_id,
         CASE WHEN action = 'members.reveal' THEN 'reveal' ELSE 'export' END, 0
  FROM journal
  WHERE action = 'members.reveal' OR action LIKE '%.export' OR (reason LIKE '导出%' AND subject_id IS NULL);
INSERT INTO disclosure_day (realm_id, day, account_id, reveals, exports, row_count)
  SELECT realm_id, day, account_id, sum(CASE WHEN kind = 'reveal' THEN 1 ELSE 0 END),
         sum(CASE WHEN kind = 'export' THEN 1 ELSE 0 END), 0
  FROM disclosure WHERE account_id IS NOT NULL GROUP BY realm_id, day, account_id;
