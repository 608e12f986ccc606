-- Founding a union (建会): one case from the first visit to the approval, with the people, ballots, units, visits and the
-- numbers of the papers. union_path is the path of the higher union, which approves.
CREATE TABLE founding_case (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  parent_id BIGINT,
  union_path PATH NOT NULL,
  township_code TEXT NOT NULL,
  is_new_form BIGINT NOT NULL,
  workers BIGINT NOT NULL,
  women_workers BIGINT NOT NULL,
  state TEXT NOT NULL,
  paused_from TEXT NOT NULL,
  due_on TEXT,
  opened_on TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  union_id BIGINT,
  requested_on TEXT,
  opinion TEXT NOT NULL,
  prepare_number TEXT NOT NULL,
  prepared_on TEXT,
  meeting TEXT NOT NULL,
  elected_on TEXT,
  due_count BIGINT NOT NULL,
  present_count BIGINT NOT NULL,
  member_count BIGINT NOT NULL,
  term_years BIGINT NOT NULL,
  reported_on TEXT,
  approval_number TEXT NOT NULL,
  approved_on TEXT,
  sealed_on TEXT,
  reason TEXT NOT NULL,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id),
  FOREIGN KEY (realm_id, parent_id) REFERENCES trade_union (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX founding_case_path ON founding_case (realm_id, union_path, id);
CREATE INDEX founding_case_due ON founding_case (realm_id, due_on);

CREATE TABLE founding_unit (
  realm_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  unit_id BIGINT NOT NULL,
  is_main BIGINT NOT NULL,
  employees BIGINT NOT NULL,
  PRIMARY KEY (realm_id, case_id, unit_id),
  FOREIGN KEY (realm_id, unit_id) REFERENCES employer (realm_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE founding_person (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  body TEXT NOT NULL,
  name TEXT NOT NULL,
  post TEXT NOT NULL,
  duty TEXT NOT NULL,
  bars TEXT NOT NULL,
  votes BIGINT NOT NULL,
  is_elected BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX founding_person_case ON founding_person (realm_id, case_id, id);

CREATE TABLE founding_ballot (
  realm_id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  body TEXT NOT NULL,
  seats BIGINT NOT NULL,
  issued BIGINT NOT NULL,
  returned BIGINT NOT NULL,
  valid BIGINT NOT NULL,
  PRIMARY KEY (realm_id, case_id, body)
) STRICT, WITHOUT ROWID;

CREATE TABLE founding_visit (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  case_id BIGINT NOT NULL,
  visited_on TEXT NOT NULL,
  met TEXT NOT NULL,
  result TEXT NOT NULL,
  next_on TEXT,
  visited_by TEXT NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX founding_visit_case ON founding_visit (realm_id, case_id, id);

-- The running number of an issuing body's papers (发文字号) in a year: 柯总工〔2021〕12号.
CREATE TABLE paper_serial (
  realm_id BIGINT NOT NULL,
  union_id BIGINT NOT NULL,
  year BIGINT NOT NULL,
  word TEXT NOT NULL,
  serial BIGINT NOT NULL,
  PRIMARY KEY (realm_id, union_id, year)
) STRICT, WITHOUT ROWID;
