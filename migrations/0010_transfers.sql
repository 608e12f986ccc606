-- Moving between unions (会籍接转) as an act of two sides. Each row is seen from both: union_path is the old side's, to_path the
-- new side's, turn_path that of the side whose turn it is (empty when it is settled).
ALTER TABLE transfer_request ADD COLUMN kind TEXT NOT NULL DEFAULT 'move';
ALTER TABLE transfer_request ADD COLUMN to_path PATH NOT NULL DEFAULT '';
ALTER TABLE transfer_request ADD COLUMN turn_path PATH NOT NULL DEFAULT '';
ALTER TABLE transfer_request ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE transfer_request ADD COLUMN asked_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE transfer_request ADD COLUMN asked_by TEXT NOT NULL DEFAULT '';
ALTER TABLE transfer_request ADD COLUMN due_on TEXT;
ALTER TABLE transfer_request ADD COLUMN released_on TEXT;
ALTER TABLE transfer_request ADD COLUMN released_by TEXT NOT NULL DEFAULT '';
ALTER TABLE transfer_request ADD COLUMN is_auto_released BIGINT NOT NULL DEFAULT 0;
ALTER TABLE transfer_request ADD COLUMN settled_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE transfer_request ADD COLUMN settled_by TEXT NOT NULL DEFAULT '';
ALTER TABLE transfer_request ADD COLUMN answer TEXT NOT NULL DEFAULT '';
ALTER TABLE transfer_request ADD COLUMN moved_on TEXT;
ALTER TABLE transfer_request ADD COLUMN batch_id BIGINT;
ALTER TABLE transfer_request ADD COLUMN until_on TEXT;
ALTER TABLE transfer_request ADD COLUMN other_union_name TEXT NOT NULL DEFAULT '';
ALTER TABLE transfer_request ADD COLUMN letter_number TEXT NOT NULL DEFAULT '';
ALTER TABLE transfer_request ADD COLUMN follows_id BIGINT;
ALTER TABLE transfer_request ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

UPDATE transfer_request SET to_path = COALESCE((SELECT u.tree_path FROM trade_union u WHERE u.realm_id =
transfer_request.realm_id AND u.id = transfer_request.to_union_id), '');
-- An import that told of the old side's half: the old side has let go.
UPDATE transfer_request SET state = 'released' WHERE state = 'open' AND origin = 'out_only';
UPDATE transfer_request SET turn_path = CASE WHEN state = 'released' THEN to_path ELSE union_path END
WHERE state IN ('open', 'released');

-- One open request a person, whoever asks first; an import may tell of more, and a cadre settles them.
CREATE UNIQUE INDEX transfer_request_one_open ON transfer_request (realm_id, person_id)
WHERE state IN ('open', 'released', 'outside') AND import_id IS NULL;
CREATE UNIQUE INDEX transfer_request_letter ON transfer_request (realm_id, letter_number) WHERE letter_number <> '';
CREATE INDEX transfer_request_to ON transfer_request (realm_id, to_path);
CREATE INDEX transfer_request_turn ON transfer_request (realm_id, state, turn_path);
CREATE INDEX transfer_request_due ON transfer_request (realm_id, state, due_on);

-- What a leaving or an expulsion rests on (工会章程 art. 6, 7): the talk, the group's opinion, the votes of the committee, and
-- whether the higher union has taken note. report_path is that union's.
CREATE TABLE standing_proof (
  realm_id BIGINT NOT NULL,
  event_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  talked_on TEXT,
  talked_by TEXT NOT NULL,
  talk_note TEXT NOT NULL,
  group_note TEXT NOT NULL,
  met_on TEXT,
  due_count BIGINT NOT NULL,
  present_count BIGINT NOT NULL,
  agreed_count BIGINT NOT NULL,
  document TEXT NOT NULL,
  report_path PATH NOT NULL,
  noted_on TEXT,
  noted_by TEXT NOT NULL,
  PRIMARY KEY (realm_id, event_id),
  FOREIGN KEY (realm_id, event_id) REFERENCES standing_event (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX standing_proof_report ON standing_proof (realm_id, kind, report_path);

-- Many members moved or retained in one step: checked first, then worked off in parts that a kill does not lose, told in a
-- receipt, and taken back when it was wrong.
CREATE TABLE transfer_batch (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  union_path PATH NOT NULL,
  act TEXT NOT NULL,
  from_union_id BIGINT,
  to_union_id BIGINT,
  happened_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL,
  account_id BIGINT,
  asked_by TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  total_rows BIGINT NOT NULL,
  next_seq BIGINT NOT NULL,
  message TEXT NOT NULL,
  finished_at BIGINT NOT NULL,
  undo_reason TEXT NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX transfer_batch_state ON transfer_batch (realm_id, state);
CREATE INDEX transfer_batch_path ON transfer_batch (realm_id, union_path);

CREATE TABLE transfer_batch_row (
  realm_id BIGINT NOT NULL,
  batch_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  person_id BIGINT,
  from_union_id BIGINT,
  outcome TEXT NOT NULL,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (realm_id, batch_id, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX transfer_request_until ON transfer_request (realm_id, until_on) WHERE until_on IS NOT NULL;

-- Working elsewhere than where one is a member: seconded (借调), or dispatched by a firm (劳务派遣). Noted, and counted where the
-- membership is; a secondment of six months or more may move it, as a transfer.
CREATE TABLE posting (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  person_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  union_path PATH NOT NULL,
  host_name TEXT NOT NULL,
  host_union_id BIGINT,
  from_on TEXT NOT NULL,
  until_on TEXT,
  document TEXT NOT NULL,
  note TEXT NOT NULL,
  ended_on TEXT,
  noted_by TEXT NOT NULL,
  noted_at BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id),
  FOREIGN KEY (realm_id, person_id) REFERENCES person (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX posting_person ON posting (realm_id, person_id);
CREATE INDEX posting_until ON posting (realm_id, until_on);
