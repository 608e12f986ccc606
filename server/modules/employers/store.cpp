#include "modules/employers/store.h"

#include <algorithm>
#include <map>
#include <memory>

#include "base/text.h"

namespace niangjia::employers {

using store::Params;
using store::Row;

namespace {

// Bound values are views: what is made for a query lives here until it has run.
struct Where {
  Scope scope;
  std::string sql;
  Params params;
  std::vector<std::unique_ptr<std::string>> kept;

  explicit Where(Scope s) : scope(std::move(s)) {
    sql = "WHERE " + scope.condition("", "union_path", params);
  }
  const std::string& keep(std::string text) {
    return *kept.emplace_back(std::make_unique<std::string>(std::move(text)));
  }
  void equals(std::string_view column, store::Param value) {
    sql += " AND " + std::string(column) + " = ?";
    params.push_back(std::move(value));
  }
};

Scope cut(const Scope& scope, const std::string& under) {
  return under.empty() ? scope : scope.narrowed(under);
}

std::string name_pattern(const std::string& words) { return containing(organisation_key(words)); }

Where where_of(const Scope& scope, const EmployerFilter& filter) {
  Where where(cut(scope, filter.under));
  if (!filter.township.empty()) where.equals("township_code", filter.township);
  if (filter.words.empty()) return where;
  std::string plain = remove_spaces(to_half_width(filter.words));
  const std::string& name = where.keep(name_pattern(filter.words));
  const std::string& latin = where.keep(to_lower_ascii(plain));
  const std::string& latin_end = where.keep(latin + "~");
  const std::string& code = where.keep(to_upper_ascii(plain));
  where.sql +=
      " AND (name_key LIKE ? ESCAPE '!' OR (name_pinyin >= ? AND name_pinyin < ?) OR (name_initials >= ? AND "
      "name_initials < ?) OR credit_code = ?)";
  for (const std::string* text : {&name, &latin, &latin_end, &latin, &latin_end, &code})
    where.params.emplace_back(*text);
  return where;
}

Where where_of(const Scope& scope, const OutletFilter& filter) {
  Where where(cut(scope, filter.under));
  if (!filter.township.empty()) where.equals("township_code", filter.township);
  if (filter.brand_id) where.equals("brand_id", filter.brand_id);
  if (filter.status) where.equals("status", record::word_of(*filter.status));
  if (filter.has_union) where.equals("has_union", *filter.has_union ? 1 : 0);
  if (filter.wants_position) where.sql += " AND lon_e7 = 0 AND status = 'open'";
  if (filter.words.empty()) return where;
  where.sql += " AND name_key LIKE ? ESCAPE '!'";
  where.params.emplace_back(where.keep(name_pattern(filter.words)));
  return where;
}

std::string column_of(ListSort sort, std::string_view table) {
  if (sort == ListSort::name) return table == "employer" ? "name_pinyin" : "name_key";
  return "(courier_count + trucker_count + delivery_count + ridehail_count + other_count)";
}

// The rest of a page's statement: where it goes on, in what order, how many.
std::string page_end(Where& where, const ListOrder& order, std::string_view table, Id after, int limit) {
  const std::string direction = order.descends ? " DESC" : "", than = order.descends ? " < " : " > ";
  std::string end;
  if (order.sort == ListSort::entered) {
    if (after) end += " AND id" + than + "?", where.params.emplace_back(after);
    end += " ORDER BY id" + direction;
  } else {
    const std::string column = column_of(order.sort, table);
    if (after) {
      end += " AND (" + column + ", id)" + than + "((SELECT " + column + " FROM " + std::string(table) +
             " WHERE realm_id = ? AND id = ?), ?)";
      for (Id id : {where.scope.realm_id(), after, after}) where.params.emplace_back(id);
    }
    end += " ORDER BY " + column + direction + ", id" + direction;
  }
  where.params.emplace_back(limit + 1);
  return end + " LIMIT ?";
}

std::map<Id, std::string> names_of(store::ReadTx& tx, std::string_view table, Id realm_id,
                                   const std::vector<Id>& ids) {
  std::map<Id, std::string> names;
  if (ids.empty()) return names;
  Params params{realm_id};
  for (Id id : ids) params.emplace_back(id);
  tx.query("SELECT id, name FROM " + std::string(table) + " WHERE realm_id = ? AND id IN (" +
               store::marks(ids.size()) + ")",
           params, [&](const Row& row) {
             names[row.integer(0)] = row.text(1);
             return true;
           });
  return names;
}

void dress(store::ReadTx& tx, Id realm_id, std::vector<ListedOutlet>& items) {
  std::vector<Id> brands, units;
  for (const auto& item : items) {
    if (item.row.brand_id) brands.push_back(item.row.brand_id);
    if (item.row.unit_id) units.push_back(item.row.unit_id);
  }
  auto brand_names = names_of(tx, "brand", realm_id, brands),
       unit_names = names_of(tx, "employer", realm_id, units);
  for (auto& item : items) {
    item.brand_name = brand_names[item.row.brand_id];
    item.unit_name = unit_names[item.row.unit_id];
  }
}

}  // namespace

EmployerPage list_employers(store::ReadTx& tx, const Scope& scope, const EmployerFilter& filter, Id after,
                            int limit) {
  EmployerPage page;
  if (scope.sees_nothing()) return page;
  limit = std::clamp(limit, 1, kMaxPageRows);
  Where where = where_of(scope, filter);
  page.total = tx.integer("SELECT count(*) FROM employer " + where.sql, where.params).value_or(0);
  const std::string end = page_end(where, filter.order, "employer", after, limit);
  page.items = tx.select<Employer>(where.sql + end, where.params);
  if (page.items.size() > static_cast<std::size_t>(limit)) {
    page.items.pop_back();
    page.next = page.items.back().id;
  }
  return page;
}

OutletPage list_outlets(store::ReadTx& tx, const Scope& scope, const OutletFilter& filter, Id after,
                        int limit) {
  OutletPage page;
  if (scope.sees_nothing()) return page;
  limit = std::clamp(limit, 1, kMaxPageRows);
  Where where = where_of(scope, filter);
  page.total = tx.integer("SELECT count(*) FROM outlet " + where.sql, where.params).value_or(0);
  const std::string end = page_end(where, filter.order, "outlet", after, limit);
  for (Outlet& o : tx.select<Outlet>(where.sql + end, where.params))
    page.items.push_back({std::move(o), {}, {}});
  if (page.items.size() > static_cast<std::size_t>(limit)) {
    page.items.pop_back();
    page.next = page.items.back().row.id;
  }
  dress(tx, scope.realm_id(), page.items);
  return page;
}

std::optional<Outlet> find_outlet(store::ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<Outlet>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

void save_outlet_position(store::WriteTx& tx, const Permit&, const Outlet& row) {
  tx.execute("UPDATE outlet SET written_position = ?, datum = ?, lon_e7 = ?, lat_e7 = ?, updated_at = ? WHERE realm_id = ? AND "
             "id = ?",
             Params{row.written_position, record::word_of(row.datum), row.lon_e7, row.lat_e7, row.updated_at, row.realm_id, row.id});
}

std::vector<Brand> list_brands(store::ReadTx& tx, Id realm_id) {
  return tx.select<Brand>("WHERE realm_id = ? ORDER BY id", Params{realm_id});
}

std::optional<Employer> find_employer(store::ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<Employer>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

std::optional<Employer> find_employer_like(store::ReadTx& tx, Id realm_id, std::string_view credit_code,
                                           std::string_view name_key) {
  if (credit_code.empty())
    return tx.select_one<Employer>("WHERE realm_id = ? AND name_key = ? ORDER BY id LIMIT 1",
                                   Params{realm_id, name_key});
  auto found = tx.select_one<Employer>("WHERE realm_id = ? AND credit_code = ? ORDER BY id LIMIT 1",
                                       Params{realm_id, credit_code});
  if (found || name_key.empty()) return found;
  // A unit of that name whose code nobody has told yet is the same one.
  return tx.select_one<Employer>(
      "WHERE realm_id = ? AND name_key = ? AND credit_code = '' ORDER BY id LIMIT 1",
      Params{realm_id, name_key});
}

std::map<Id, std::vector<UnionOfUnit>> unions_of(store::ReadTx& tx, Id realm_id,
                                                 const std::vector<Employer>& units) {
  std::map<Id, std::vector<UnionOfUnit>> out;
  if (units.empty()) return out;
  Params params{realm_id};
  for (const Employer& e : units) params.emplace_back(e.id);
  tx.query(
      "SELECT c.unit_id, u.id, u.name, c.is_main, c.from_on FROM union_cover c JOIN trade_union u ON "
      "u.realm_id = "
      "c.realm_id AND u.id = c.union_id WHERE c.realm_id = ? AND c.to_on IS NULL AND c.unit_id IN (" +
          store::marks(units.size()) + ") ORDER BY c.unit_id, c.is_main DESC, c.id",
      params, [&](const Row& row) {
        std::optional<Date> from;
        if (!row.is_null(4)) from = Date::parse_iso(row.text(4));
        out[row.integer(0)].push_back({row.integer(1), std::string(row.text(2)), row.integer(3) != 0, from});
        return true;
      });
  return out;
}

std::string path_of_township(store::ReadTx& tx, Id realm_id, std::string_view township_code) {
  std::optional<std::string> path;
  if (!township_code.empty())
    path = tx.text(
        "SELECT tree_path FROM trade_union WHERE realm_id = ? AND township_code = ? AND type IN "
        "('federation', "
        "'regional_federation') AND status IN ('preparing', 'active', 'locked') ORDER BY length(tree_path), "
        "CASE WHEN "
        "type = 'federation' THEN 0 ELSE 1 END, tree_path LIMIT 1",
        Params{realm_id, township_code});
  if (!path)
    path = tx.text(
        "SELECT tree_path FROM trade_union WHERE realm_id = ? AND parent_id IS NULL ORDER BY tree_path LIMIT "
        "1",
        Params{realm_id});
  return path.value_or("");
}

std::string path_of_union(store::ReadTx& tx, Id realm_id, Id union_id) {
  return tx
      .text("SELECT tree_path FROM trade_union WHERE realm_id = ? AND id = ?", Params{realm_id, union_id})
      .value_or("");
}

std::vector<CountedBrand> count_brands(store::ReadTx& tx, const Scope& scope, Id after, int limit) {
  std::vector<CountedBrand> out;
  if (scope.sees_nothing()) return out;
  for (Brand& b : tx.select<Brand>("WHERE realm_id = ? AND id > ? ORDER BY id LIMIT ?",
                                   Params{scope.realm_id(), after, std::clamp(limit, 1, kMaxPageRows + 1)}))
    out.push_back({std::move(b), 0, 0});
  Params params;
  std::string where = scope.condition("", "union_path", params);
  tx.query("SELECT brand_id, count(*), CAST(sum(courier_count) AS BIGINT) FROM outlet WHERE " + where +
               " AND brand_id IS NOT NULL AND status = 'open' GROUP BY brand_id",
           params, [&](const Row& row) {
             auto it = std::find_if(out.begin(), out.end(),
                                    [&](const CountedBrand& b) { return b.row.id == row.integer(0); });
             if (it != out.end()) {
               it->outlets = row.integer(1);
               it->couriers = row.integer(2);
             }
             return true;
           });
  return out;
}

std::optional<Employer> other_with_code(store::ReadTx& tx, Id realm_id, std::string_view credit_code,
                                        Id except_id) {
  return tx.select_one<Employer>("WHERE realm_id = ? AND credit_code = ? AND id <> ? ORDER BY id LIMIT 1",
                                 Params{realm_id, credit_code, except_id});
}

void insert_employer(store::WriteTx& tx, const Permit&, const Employer& e) { tx.insert(e); }

bool save_employer(store::WriteTx& tx, const Permit&, const Employer& e, Instant seen_at) {
  auto claimed =
      tx.execute("UPDATE employer SET updated_at = ? WHERE realm_id = ? AND id = ? AND updated_at = ?",
                 Params{e.updated_at, e.realm_id, e.id, seen_at});
  if (claimed == 0) return false;
  tx.update(e);
  return true;
}

}  // namespace niangjia::employers
