#include "modules/disclosures/store.h"

#include <algorithm>

namespace niangjia::disclosures {

using store::Params;

namespace {

std::string column_of(DaySort sort) {
  switch (sort) {
    case DaySort::day: return "c.day";
    case DaySort::reveals: return "c.reveals";
    case DaySort::exports: return "c.exports";
    case DaySort::rows: return "c.row_count";
    case DaySort::person: return "a.name";
    case DaySort::at_union: return "coalesce(s.seat, '')";
  }
  return "c.day";
}

bool is_text(DaySort sort) { return sort == DaySort::person || sort == DaySort::at_union; }

void add_unusual(std::string& sql, const std::vector<Limits>& spans, Params& params) {
  sql += " AND (";
  for (std::size_t i = 0; i < spans.size(); ++i) {
    sql += i ? " OR " : "";
    sql += "(c.day >= ? AND c.day <= ? AND (c.reveals > ? OR c.exports > ? OR c.row_count > ?))";
    params.insert(params.end(), {spans[i].from.days(), spans[i].to.days(), spans[i].reveals, spans[i].exports, spans[i].rows});
  }
  sql += ")";
}

// Those who hold or held a role inside one of the scopes.
void add_places(std::string& sql, const std::vector<Scope>& places, Params& params) {
  sql += " AND (";
  for (std::size_t i = 0; i < places.size(); ++i)
    sql += std::string(i ? " OR " : "") + "c.account_id IN (SELECT account_id FROM role_held WHERE " +
           places[i].condition("", "union_path", params) + ")";
  sql += ")";
}

std::vector<Scope> places_of(const Scope& scope, const DayFilter& filter) {
  std::vector<Scope> places;
  if (!filter.at_unions && !scope.sees_nothing()) places.push_back(scope);
  for (const std::string& path : filter.paths)
    if (Scope cut = scope.narrowed(path); !cut.sees_nothing()) places.push_back(std::move(cut));
  return places;
}

Entry entry_from(const store::Row& row) {
  Entry e;
  e.row.id = row.integer(0);
  e.row.at = Instant{row.integer(1)};
  e.row.account_id = row.is_null(2) ? 0 : row.integer(2);
  e.row.actor = row.text(3), e.row.role = row.text(4), e.row.action = row.text(5), e.row.subject_kind = row.text(6);
  e.row.subject_id = row.is_null(7) ? 0 : row.integer(7);
  e.row.reason = row.text(8);
  e.kind = record::from_word<DisclosureKind>(row.text(9)).value_or(DisclosureKind::none);
  e.row_count = row.integer(10);
  e.union_name = row.text(11);
  return e;
}

std::vector<Entry> entries(store::ReadTx& tx, const std::string& tail, const Params& params) {
  std::vector<Entry> out;
  tx.query(
      "SELECT j.id, j.at, j.account_id, j.actor, j.role, j.action, j.subject_kind, j.subject_id, j.reason, d.kind, "
      "d.row_count, coalesce(u.name, '') FROM disclosure d JOIN journal j ON j.realm_id = d.realm_id AND j.id = d.id LEFT "
      "JOIN trade_union u ON u.realm_id = j.realm_id AND u.tree_path = j.union_path WHERE " +
          tail,
      params, [&](const store::Row& row) {
        out.push_back(entry_from(row));
        return true;
      });
  return out;
}

}  // namespace

std::string sort_value(const ListedDay& row, DaySort sort) {
  switch (sort) {
    case DaySort::day: return std::to_string(row.row.day);
    case DaySort::reveals: return std::to_string(row.row.reveals);
    case DaySort::exports: return std::to_string(row.row.exports);
    case DaySort::rows: return std::to_string(row.row.row_count);
    case DaySort::person: return row.name;
    case DaySort::at_union: return row.seat;
  }
  return {};
}

std::vector<ListedDay> list_days(store::ReadTx& tx, const Scope& scope, const DayFilter& filter,
                                 const std::optional<DayCursor>& after, int limit) {
  std::vector<ListedDay> days;
  const std::vector<Scope> places = places_of(scope, filter);
  if (places.empty()) return days;
  const auto spans = limits_of(filter.from, filter.to);
  Params params{scope.realm_id(), scope.realm_id(), filter.from.days(), filter.to.days()};
  std::string sql =
      "SELECT c.day, c.account_id, c.reveals, c.exports, c.row_count, a.name, a.login, coalesce(s.seat, ''), coalesce(u.name, "
      "'') FROM disclosure_day c JOIN account a ON a.realm_id = c.realm_id AND a.id = c.account_id LEFT JOIN (SELECT account_id, "
      "min(union_path) AS seat FROM role_held WHERE realm_id = ? GROUP BY account_id) s ON s.account_id = c.account_id LEFT "
      "JOIN trade_union u ON u.realm_id = c.realm_id AND u.tree_path = s.seat WHERE c.realm_id = ? AND c.day >= ? AND c.day "
      "<= ?";
  if (filter.account_id) sql += " AND c.account_id = ?", params.emplace_back(filter.account_id);
  const std::string part = containing(filter.words);
  if (!filter.words.empty()) {
    sql += " AND (a.name LIKE ? ESCAPE '!' OR a.login LIKE ? ESCAPE '!')";
    params.insert(params.end(), {part, part});
  }
  if (!places.front().covers("")) add_places(sql, places, params);
  if (filter.only_unusual) add_unusual(sql, spans, params);
  const std::string sorted = column_of(filter.sort), way = filter.descends ? " DESC" : "";
  if (after) {
    sql += " AND (" + sorted + ", c.day, c.account_id) " + (filter.descends ? "<" : ">") + " (?, ?, ?)";
    if (is_text(filter.sort)) params.emplace_back(after->value);
    else params.emplace_back(static_cast<std::int64_t>(std::atoll(after->value.c_str())));
    params.insert(params.end(), {after->day, after->account_id});
  }
  sql += " ORDER BY " + sorted + way + ", c.day" + way + ", c.account_id" + way + " LIMIT ?";
  params.emplace_back(std::clamp(limit, 1, kMaxPageRows + 1));
  tx.query(sql, params, [&](const store::Row& row) {
    ListedDay& one = days.emplace_back();
    one.row = {scope.realm_id(), row.integer(0), row.integer(1), row.integer(2), row.integer(3), row.integer(4)};
    one.name = row.text(5), one.login = row.text(6), one.seat = row.text(7), one.union_name = row.text(8);
    return true;
  });
  return days;
}

std::vector<std::string> paths_of_unions(store::ReadTx& tx, const Scope& scope, const std::string& words) {
  std::vector<std::string> paths;
  const std::string part = containing(words);
  Params params;
  std::string sql = "SELECT tree_path FROM trade_union WHERE " + scope.condition("", "tree_path", params) +
                    " AND name LIKE ? ESCAPE '!' ORDER BY tree_path LIMIT 50";
  params.emplace_back(part);
  tx.query(sql, params, [&](const store::Row& row) {
    paths.emplace_back(row.text(0));
    return true;
  });
  return paths;
}

std::vector<Entry> list_entries(store::ReadTx& tx, const Scope& scope, Id account_id, Date day, Id before_id, int limit) {
  Params params{scope.realm_id(), account_id, day.days()};
  std::string tail = "d.realm_id = ? AND d.account_id = ? AND d.day = ? AND d.kind <> 'own_copy'";
  if (before_id) tail += " AND d.id < ?", params.emplace_back(before_id);
  tail += " AND " + scope.condition("j.", "union_path", params) + " ORDER BY d.id DESC LIMIT ?";
  params.emplace_back(std::clamp(limit, 1, kMaxPageRows + 1));
  return entries(tx, tail, params);
}

std::optional<Entry> find_entry(store::ReadTx& tx, const Scope& scope, Id id) {
  Params params{scope.realm_id(), id};
  auto found = entries(tx, "d.realm_id = ? AND d.id = ? AND " + scope.condition("j.", "union_path", params), params);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace niangjia::disclosures
