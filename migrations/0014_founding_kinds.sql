-- Cases beside founding: re-election, by-election, extension of a term, renaming, re-subordination, more units. And the
-- numbers that papers bear, each once for its issuing body.
ALTER TABLE founding_case ADD COLUMN kind TEXT NOT NULL DEFAULT 'founding';
ALTER TABLE founding_case ADD COLUMN new_name TEXT NOT NULL DEFAULT '';
ALTER TABLE founding_case ADD COLUMN to_parent_id BIGINT;
ALTER TABLE founding_case ADD COLUMN term_to_on TEXT;
ALTER TABLE founding_case ADD COLUMN session_number BIGINT NOT NULL DEFAULT 1;
ALTER TABLE founding_case ADD COLUMN seated BIGINT NOT NULL DEFAULT 0;
-- Of one union one case of a kind is under way.
CREATE UNIQUE INDEX founding_case_under_way ON founding_case (realm_id, union_id, kind)
  WHERE state NOT IN ('archived', 'withdrawn') AND union_id IS NOT NULL;

CREATE TABLE issued_paper (
  realm_id BIGINT NOT NULL,
  union_id BIGINT NOT NULL,
  number TEXT NOT NULL,
  case_id BIGINT NOT NULL,
  paper TEXT NOT NULL,
  issued_on TEXT NOT NULL,
  PRIMARY KEY (realm_id, union_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX issued_paper_case ON issued_paper (realm_id, case_id);
