-- That a union was reminded of the end of its term, once for each stage before it; told: the chair's phone could take it.
CREATE TABLE term_reminder (
  realm_id BIGINT NOT NULL,
  union_id BIGINT NOT NULL,
  term_to_on TEXT NOT NULL,
  days BIGINT NOT NULL,
  is_told BIGINT NOT NULL,
  reminded_at BIGINT NOT NULL,
  PRIMARY KEY (realm_id, union_id, term_to_on, days)
) STRICT, WITHOUT ROWID;
CREATE INDEX trade_union_term ON trade_union (realm_id, term_to_on);
