// The rows behind a figure: facts for flows, people and unions for stocks, outlets, units and brands for what
// is counted once.
#include "modules/figures/figures.h"
#include "modules/figures/rows.h"

namespace niangjia::figures {

namespace {

using store::Params;
using store::ReadTx;
using store::Row;

constexpr std::string_view kActive = "p.standing IN ('active', 'moving_out')";

// One statement in the making. `sort` and `id` order the page; the inner rows name their union by its path.
struct Query {
  std::string sort, id, title, day, amount, path, note, from, where, group, having;
  Params params;  // of `from`, then of `where`, in the order of the text
  std::vector<std::string> kept;
};

void put_place(Query& q, const RowsAsk& ask, const PlaceColumns& columns) {
  q.where += " AND " + place_condition(ask.place, columns, q.params, q.kept);
}

std::string list_of(const std::vector<int>& numbers) {
  std::string out;
  for (int n : numbers) out += (out.empty() ? "" : ",") + std::to_string(n);
  return out;
}

void put_categories(Query& q, const RowsAsk& ask, std::string_view column) {
  if (!ask.any_category) q.where += " AND " + std::string(column) + " IN (" + list_of(ask.categories) + ")";
}

Query of_facts(const RowsAsk& ask) {
  const bool of_people = ask.subject == RowSubject::member;
  const std::string table = of_people                                ? "person"
                            : ask.subject == RowSubject::trade_union ? "trade_union"
                            : ask.subject == RowSubject::station     ? "station"
                                                                     : "outlet";
  Query q{"f.happened_on",
          "f.id",
          "s.name",
          "f.happened_on",
          "f.amount",
          "f.union_path",
          "''",
          "fact f LEFT JOIN " + table + " s ON s.realm_id = f.realm_id AND s.id = f.subject_id",
          "f.realm_id = ? AND f.indicator = " + std::to_string(ask.indicator) +
              " AND f.happened_on >= ? AND f.happened_on <= ?",
          {},
          {},
          {},
          {}};
  q.params = {ask.place.realm_id, ask.from_text, ask.to_text};
  put_place(q, ask, {"f.union_path", "f.township"});
  put_categories(q, ask, "f.category");
  return q;
}

// Who stands at the end of a day: who stands today, less what happened since at this place.
Query of_standing(const RowsAsk& ask) {
  Query q{"p.union_path",
          "p.id",
          "p.name",
          "p.joined_on",
          "1",
          "p.union_path",
          "''",
          "person p JOIN trade_union u ON u.realm_id = p.realm_id AND u.id = p.union_id",
          "p.realm_id = ?",
          {},
          {},
          {},
          {}};
  if (ask.is_past) {
    q.from +=
        " LEFT JOIN (SELECT subject_id, SUM(amount) AS amount FROM fact WHERE realm_id = ? AND indicator = "
        "11 AND "
        "happened_on > ? AND subject_id > 0 GROUP BY subject_id) l ON l.subject_id = p.id";
    q.params = {ask.place.realm_id, ask.to_text};
    q.where += " AND (CASE WHEN " + std::string(kActive) + " THEN 1 ELSE 0 END) - COALESCE(l.amount, 0) > 0";
  } else {
    q.where += " AND " + std::string(kActive);
  }
  q.params.emplace_back(ask.place.realm_id);
  put_place(q, ask, {"p.union_path", "u.township_code"});
  put_categories(q, ask, "p.category");
  return q;
}

Query of_unqualified(const RowsAsk& ask) {
  Query q = of_standing(ask);
  q.where += " AND p.problems <> 0";
  q.amount = "p.problems";
  q.note = "'待完善'";
  return q;
}

Query of_unions(const RowsAsk& ask) {
  Query q{"u.tree_path",
          "u.id",
          "u.name",
          "u.founded_on",
          "1",
          "u.tree_path",
          "''",
          "trade_union u",
          "u.realm_id = ? AND u.status <> 'preparing' AND (u.status IN ('active', 'locked') OR u.ended_on IS "
          "NOT NULL) AND (u.founded_on IS NULL OR u.founded_on <= ?) AND "
          "(u.ended_on IS NULL OR u.ended_on > ?)",
          {},
          {},
          {},
          {}};
  q.params = {ask.place.realm_id, ask.to_text, ask.to_text};
  put_place(q, ask, {"u.tree_path", "u.township_code"});
  return q;
}

Query of_couriers(const RowsAsk& ask) {
  Query q{"p.name_pinyin",
          "p.id",
          "p.name",
          "MIN(f.happened_on)",
          "1",
          "MIN(f.union_path)",
          "MIN(CASE WHEN " + std::string(kActive) + " THEN '在会' ELSE '未入会' END)",
          "fact f JOIN person p ON p.realm_id = f.realm_id AND p.id = f.subject_id",
          "f.realm_id = ? AND f.indicator = 20 AND f.happened_on <= ?",
          "p.name_pinyin, p.id, p.name",
          "SUM(f.amount) > 0",
          {},
          {}};
  q.params = {ask.place.realm_id, ask.to_text};
  put_place(q, ask, {"f.union_path", "f.township"});
  return q;
}

Query of_outlets(const RowsAsk& ask) {
  Query q{"o.name",
          "o.id",
          "o.name",
          "o.surveyed_on",
          "1",
          "o.union_path",
          "CASE WHEN o.has_union <> 0 OR EXISTS (SELECT 1 FROM union_cover c JOIN trade_union u ON "
          "u.realm_id = c.realm_id AND "
          "u.id = c.union_id WHERE c.realm_id = o.realm_id AND c.unit_id = o.unit_id AND (c.to_on IS NULL OR "
          "c.to_on > ?) AND "
          "(u.ended_on IS NULL OR u.ended_on > ?)) THEN '已建会' ELSE '未建会' END",
          "outlet o",
          "o.realm_id = ? AND o.status = 'open' AND o.surveyed_on <= ?",
          {},
          {},
          {},
          {}};
  q.params = {ask.to_text, ask.to_text, ask.place.realm_id, ask.to_text};
  put_place(q, ask, {"o.union_path", "o.township_code"});
  return q;
}

Query of_brands(const RowsAsk& ask) {
  Query q{"b.name",
          "b.id",
          "b.name",
          "MAX(o.surveyed_on)",
          "COUNT(*)",
          "MIN(o.union_path)",
          "'在营网点数'",
          "outlet o JOIN brand b ON b.realm_id = o.realm_id AND b.id = o.brand_id",
          "o.realm_id = ? AND o.status = 'open' AND b.trade = '快递' AND o.surveyed_on <= ?",
          "b.name, b.id",
          {},
          {},
          {}};
  q.params = {ask.place.realm_id, ask.to_text};
  put_place(q, ask, {"o.union_path", "o.township_code"});
  return q;
}

Query of_units(const RowsAsk& ask) {
  Query q{"e.name",
          "e.id",
          "e.name",
          "MIN(c.from_on)",
          "1",
          "MIN(u.tree_path)",
          "''",
          "union_cover c JOIN trade_union u ON u.realm_id = c.realm_id AND u.id = c.union_id "
          "JOIN employer e ON e.realm_id = c.realm_id AND e.id = c.unit_id",
          "c.realm_id = ?",
          "e.name, e.id",
          {},
          {},
          {}};
  q.params = {ask.place.realm_id};
  if (ask.source == RowSource::new_units) {
    q.where +=
        " AND u.is_new_form <> 0 AND u.founded_on >= ? AND u.founded_on <= ? AND c.from_on >= ? AND "
        "c.from_on <= ?";
    for (const std::string* t : {&ask.from_text, &ask.to_text, &ask.from_text, &ask.to_text})
      q.params.emplace_back(*t);
  } else {
    q.where +=
        " AND (c.from_on IS NULL OR c.from_on <= ?) AND (c.to_on IS NULL OR c.to_on > ?) AND "
        "u.status <> 'preparing' AND (u.status IN ('active', 'locked') OR u.ended_on IS NOT NULL) AND "
        "(u.founded_on IS NULL OR u.founded_on <= ?) AND "
        "(u.ended_on IS NULL OR u.ended_on > ?)";
    for (int i = 0; i < 4; ++i) q.params.emplace_back(ask.to_text);
  }
  put_place(q, ask, {"u.tree_path", "u.township_code"});
  return q;
}

Query of_stations(const RowsAsk& ask) {
  Query q{"s.name",
          "s.id",
          "s.name",
          "MIN(f.happened_on)",
          "1",
          "MIN(f.union_path)",
          "s.brand",
          "fact f JOIN station s ON s.realm_id = f.realm_id AND s.id = f.subject_id",
          "f.realm_id = ? AND f.indicator = 30 AND f.happened_on <= ?",
          "s.name, s.id, s.brand",
          "SUM(f.amount) > 0",
          {},
          {}};
  q.params = {ask.place.realm_id, ask.to_text};
  put_place(q, ask, {"f.union_path", "f.township"});
  return q;
}

// One row a person: how often, and where last. Nobody is named; the ledger names them to those who may read it.
Query of_served(const RowsAsk& ask) {
  Query q{"MIN(g.given_on)",
          "MIN(g.id)",
          "MAX(s.name)",
          "MAX(g.given_on)",
          "COUNT(*)",
          "MIN(g.union_path)",
          "'服务次数'",
          "service_given g JOIN station s ON s.realm_id = g.realm_id AND s.id = g.station_id",
          "g.realm_id = ? AND g.given_on >= ? AND g.given_on <= ? AND g.phone_index IS NOT NULL AND g.undone_at IS NULL",
          "g.phone_index",
          {},
          {},
          {}};
  q.params = {ask.place.realm_id, ask.from_text, ask.to_text};
  put_place(q, ask, {"g.union_path", "g.township_code"});
  return q;
}

Query query_of(const RowsAsk& ask) {
  switch (ask.source) {
    case RowSource::facts:
      return of_facts(ask);
    case RowSource::standing:
      return of_standing(ask);
    case RowSource::unqualified:
      return of_unqualified(ask);
    case RowSource::unions:
      return of_unions(ask);
    case RowSource::couriers:
      return of_couriers(ask);
    case RowSource::outlets:
      return of_outlets(ask);
    case RowSource::brands:
      return of_brands(ask);
    case RowSource::new_units:
    case RowSource::all_units:
      return of_units(ask);
    case RowSource::stations:
      return of_stations(ask);
    case RowSource::served:
      return of_served(ask);
  }
  return of_facts(ask);
}

std::string text_of(const Query& q, const RowsAsk& ask) {
  const bool is_fact = ask.source == RowSource::facts;
  std::string sql =
      "SELECT r.sort, r.id, r.title, r.day, r.amount, r.path, r.note, r.subject_id, t.id, t.name FROM "
      "(SELECT " +
      q.sort + " AS sort, " + q.id + " AS id, " + q.title + " AS title, " + q.day + " AS day, " + q.amount +
      " AS amount, " + q.path + " AS path, " + q.note + " AS note, " + (is_fact ? "f.subject_id" : q.id) +
      " AS subject_id FROM " + q.from + " WHERE " + q.where;
  const std::string beyond = "(" + q.sort + " > ? OR (" + q.sort + " = ? AND " + q.id + " > ?))";
  // A sort made of a whole group is known only after grouping.
  const bool sorts_groups = q.sort.starts_with("MIN(");
  if (ask.after_id != 0 && !sorts_groups) sql += " AND " + beyond;
  if (!q.group.empty()) sql += " GROUP BY " + q.group;
  if (!q.having.empty()) sql += " HAVING " + q.having;
  if (ask.after_id != 0 && sorts_groups) sql += " HAVING " + beyond;
  return sql +
         " ORDER BY 1, 2 LIMIT ?) r LEFT JOIN trade_union t ON t.realm_id = ? AND "
         "t.segment = substr(r.path, length(r.path) - 3, 4) ORDER BY 1, 2";
}

std::string kept_text(const Row& row, int column) {
  return row.is_null(column) ? std::string() : std::string(row.text(column));
}

}  // namespace

std::vector<FigureRow> list_rows(ReadTx& tx, const RowsAsk& ask) {
  Query q = query_of(ask);
  if (ask.after_id != 0) {
    q.params.emplace_back(ask.after_sort);
    q.params.emplace_back(ask.after_sort);
    q.params.emplace_back(ask.after_id);
  }
  q.params.emplace_back(ask.limit);
  q.params.emplace_back(ask.place.realm_id);
  std::vector<FigureRow> out;
  tx.query(text_of(q, ask), q.params, [&](const Row& row) {
    FigureRow& r = out.emplace_back();
    r.sort = kept_text(row, 0);
    r.id = row.integer(1);
    r.title = kept_text(row, 2);
    r.day = kept_text(row, 3);
    r.amount = row.integer(4);
    r.path = kept_text(row, 5);
    r.note = kept_text(row, 6);
    r.subject_id = row.is_null(7) ? 0 : row.integer(7);
    r.union_id = row.is_null(8) ? 0 : row.integer(8);
    r.union_name = kept_text(row, 9);
    return true;
  });
  return out;
}

}  // namespace niangjia::figures
