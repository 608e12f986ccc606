// Places: what could host a station, and where people are.
#include "modules/siting_plans/store.h"

#include "base/text.h"

namespace niangjia::siting_plans {

using store::Params;
using store::ReadTx;
using store::Row;
using store::WriteTx;

namespace {

// Bound values are views: what is made for a question lives here until it has run.
struct Where {
  Scope scope;
  std::string name, words, sql;
  Params params;

  Where(const Scope& s, const PlaceFilter& f) : scope(f.under.empty() ? s : s.narrowed(f.under)) {
    sql = "WHERE " + scope.condition("", "union_path", params) + " AND kind = ?";
    params.emplace_back(record::word_of(f.kind));
    if (!f.words.empty()) {
      name = containing(organisation_key(f.words)), words = containing(trim(f.words));
      sql += " AND (name_key LIKE ? ESCAPE '!' OR address LIKE ? ESCAPE '!' OR host_unit LIKE ? ESCAPE '!')";
      for (const std::string* text : {&name, &words, &words}) params.emplace_back(*text);
    }
    if (!f.township.empty()) sql += " AND township_code = ?", params.emplace_back(f.township);
    if (f.willing) sql += " AND willing = ?", params.emplace_back(record::word_of(*f.willing));
    if (f.wants_position) sql += " AND lon_e7 = 0";
  }
};

std::string_view column_of(PlaceSort sort) {
  switch (sort) {
    case PlaceSort::name:
      return "name_key";
    case PlaceSort::people:
      return "people";
    case PlaceSort::capacity:
      return "coalesce(capacity, 0)";
    case PlaceSort::entered:
      break;
  }
  return "id";
}

}  // namespace

std::optional<SitingPlace> find_place(ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<SitingPlace>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

PlacePage list_places(ReadTx& tx, const Scope& scope, const PlaceFilter& filter, Id after, int limit) {
  PlacePage page;
  if (scope.sees_nothing()) return page;
  Where where(scope, filter);
  if (where.scope.sees_nothing()) return page;
  page.total = tx.integer("SELECT count(*) FROM siting_place " + where.sql, where.params).value_or(0);
  const std::string column(column_of(filter.sort)), than = filter.descends ? " < " : " > ", direction = filter.descends ? " DESC" : "";
  if (after) {
    where.sql += " AND (" + column + ", id)" + than + "((SELECT " + column + " FROM siting_place WHERE realm_id = ? AND id = ?), ?)";
    for (Id id : {where.scope.realm_id(), after, after}) where.params.emplace_back(id);
  }
  where.params.emplace_back(limit + 1);
  page.items = tx.select<SitingPlace>(where.sql + " ORDER BY " + column + direction + ", id" + direction + " LIMIT ?", where.params);
  if (static_cast<int>(page.items.size()) > limit) {
    page.items.pop_back();
    page.next = page.items.back().id;
  }
  return page;
}

std::string key_of(const SitingPlace& place) { return place.township_code + "|" + place.name_key; }

std::map<std::string, SitingPlace> places_by_key(ReadTx& tx, Id realm_id, PlaceKind kind) {
  std::map<std::string, SitingPlace> out;
  for (SitingPlace& place : tx.select<SitingPlace>("WHERE realm_id = ? AND kind = ?", Params{realm_id, record::word_of(kind)})) {
    std::string key = key_of(place);
    out.emplace(std::move(key), std::move(place));
  }
  return out;
}

bool name_is_taken(ReadTx& tx, const SitingPlace& place) {
  return tx.integer("SELECT count(*) FROM siting_place WHERE realm_id = ? AND kind = ? AND township_code = ? AND name_key = ? AND id <> ?",
                    Params{place.realm_id, record::word_of(place.kind), place.township_code, place.name_key, place.id})
             .value_or(0) > 0;
}

bool insert_place(WriteTx& tx, const Permit&, const SitingPlace& row) { return tx.insert_new(row); }

bool save_place(WriteTx& tx, const Permit&, const SitingPlace& row) {
  if (tx.execute("UPDATE siting_place SET version = version + 1 WHERE realm_id = ? AND id = ? AND version = ?",
                 Params{row.realm_id, row.id, row.version - 1}) != 1)
    return false;
  tx.update(row);
  return true;
}

void remove_place(WriteTx& tx, const Permit&, const SitingPlace& row) {
  tx.execute("DELETE FROM siting_place WHERE realm_id = ? AND id = ?", Params{row.realm_id, row.id});
}

std::string path_of_union(ReadTx& tx, Id realm_id, Id union_id) {
  return tx.text("SELECT tree_path FROM trade_union WHERE realm_id = ? AND id = ?", Params{realm_id, union_id}).value_or("");
}

std::string name_of_union(ReadTx& tx, Id realm_id, Id union_id) {
  return tx.text("SELECT name FROM trade_union WHERE realm_id = ? AND id = ?", Params{realm_id, union_id}).value_or("");
}

std::string division_of(ReadTx& tx, Id realm_id) {
  return tx.text("SELECT division FROM realm WHERE id = ?", Params{realm_id}).value_or("");
}

}  // namespace niangjia::siting_plans
