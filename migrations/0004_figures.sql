-- Facts are never edited; a correction is a counter-fact. The union's path is kept as it was on that day, so a later move
-- changes no past figure.
CREATE TABLE fact (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  indicator BIGINT NOT NULL,
  union_path PATH NOT NULL,
  township PATH NOT NULL,
  happened_on TEXT NOT NULL,
  amount BIGINT NOT NULL,
  category BIGINT NOT NULL,
  subject_id BIGINT,
  source_id BIGINT,
  import_id BIGINT,
  PRIMARY KEY (realm_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX fact_day ON fact (realm_id, indicator, happened_on, union_path, township, category, amount);
CREATE INDEX fact_import ON fact (realm_id, import_id);
-- Couriers are counted once each, however many rosters name them; only their facts stand in this index.
CREATE INDEX fact_courier ON fact (realm_id, subject_id, happened_on, township, union_path, amount) WHERE indicator = 20;

-- Sums by node, period ("2021-03", "2021", or "all": everything ever) and category. A node is a segment of the tree (it and
-- everything below it, under its parent's segment; the root under ''), a township (under '#': every union of that territory,
-- whatever its line; '-' for no territory), or one union's own facts under its township's code. The period stands before
-- the node, so that all children of a parent in a period lie side by side.
CREATE TABLE figure_sum (
  realm_id BIGINT NOT NULL,
  indicator BIGINT NOT NULL,
  parent PATH NOT NULL,
  period PATH NOT NULL,
  node PATH NOT NULL,
  category BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  PRIMARY KEY (realm_id, indicator, parent, period, node, category)
) STRICT, WITHOUT ROWID;

-- What is not yet folded into figure_sum. A figure is figure_sum plus this tail, exact at every moment.
CREATE TABLE figure_tail (
  realm_id BIGINT NOT NULL,
  id BIGINT NOT NULL,
  indicator BIGINT NOT NULL,
  union_path PATH NOT NULL,
  township PATH NOT NULL,
  month PATH NOT NULL,
  category BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT, WITHOUT ROWID;

-- People whose record wants repair, counted by union; and where unions lie.
CREATE INDEX person_problem ON person (realm_id, union_path, standing) WHERE problems <> 0;
CREATE INDEX trade_union_place ON trade_union (realm_id, township_code, tree_path);
