#include "modules/unions/store.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>

#include "base/text.h"

namespace niangjia::unions {

using store::Params;
using store::Row;

namespace {

constexpr std::string_view kLiving = "status IN ('preparing', 'active', 'locked')";

std::string living(std::string_view tail) { return std::string(tail) + " AND " + std::string(kLiving); }

std::string sort_column(UnionSort sort) {
  if (sort == UnionSort::name) return "name_pinyin";
  if (sort == UnionSort::founded) return "COALESCE(founded_on, '')";
  if (sort == UnionSort::term_end) return "COALESCE(term_to_on, '')";
  return "tree_path";
}

std::string sort_value(const Union& u, UnionSort sort) {
  if (sort == UnionSort::name) return u.name_pinyin;
  if (sort == UnionSort::founded) return u.founded_on ? u.founded_on->iso() : "";
  if (sort == UnionSort::term_end) return u.term_to_on ? u.term_to_on->iso() : "";
  return u.tree_path;
}

// Bound values are views: what is made for a query lives here until it has run.
struct Where {
  std::string sql;
  Params params;
  std::vector<std::unique_ptr<std::string>> kept;
  Scope scope;

  const std::string& keep(std::string text) {
    return *kept.emplace_back(std::make_unique<std::string>(std::move(text)));
  }
  void also(std::string_view condition) { sql += " AND " + std::string(condition); }
};

void add_words(Where& where, const std::string& words) {
  if (words.empty()) return;
  const std::string& name = where.keep(containing(organisation_key(words)));
  const std::string& latin = where.keep(to_lower_ascii(remove_spaces(to_half_width(words))));
  const std::string& latin_end = where.keep(latin + "~");
  const std::string& second = where.keep("% " + like_part(latin) + "%");
  where.also(
      "(name_key LIKE ? ESCAPE '!' OR (name_pinyin >= ? AND name_pinyin < ?) OR "
      "(name_initials >= ? AND name_initials < ?) OR name_initials LIKE ? ESCAPE '!')");
  for (const std::string* text : {&name, &latin, &latin_end, &latin, &latin_end, &second})
    where.params.emplace_back(*text);
}

Where where_of(const Scope& scope, const UnionFilter& filter) {
  Where where{{}, {}, {}, filter.under.empty() ? scope : scope.narrowed(filter.under)};
  where.sql = "WHERE " + where.scope.condition("", "tree_path", where.params);
  auto equals = [&](std::string_view column, store::Param value) {
    where.also(std::string(column) + " = ?");
    where.params.push_back(std::move(value));
  };
  if (filter.parent_id) equals("parent_id", filter.parent_id);
  if (filter.type) equals("type", record::word_of(*filter.type));
  if (filter.status) equals("status", record::word_of(*filter.status));
  if (filter.new_form) equals("is_new_form", *filter.new_form ? 1 : 0);
  if (filter.term_before) {
    where.also("term_to_on < ?");
    where.params.emplace_back(*filter.term_before);
  }
  if (!filter.township.empty()) equals("township_code", filter.township);
  add_words(where, filter.words);
  return where;
}

void add_cursor(Where& where, const UnionFilter& filter, const Cursor& after) {
  if (after.id == 0) return;
  where.also("(" + sort_column(filter.sort) + ", id) " + (filter.descends ? "<" : ">") + " (?, ?)");
  where.params.emplace_back(after.value);
  where.params.emplace_back(after.id);
}

std::string order_of(const UnionFilter& filter) {
  std::string direction = filter.descends ? " DESC" : "";
  return " ORDER BY " + sort_column(filter.sort) + direction + ", id" + direction + " LIMIT ?";
}

void read_parent_names(store::ReadTx& tx, Id realm_id, std::vector<ListedUnion>& items) {
  Params params{realm_id};
  for (const auto& item : items)
    if (item.row.parent_id) params.emplace_back(item.row.parent_id);
  if (params.size() == 1) return;
  std::map<Id, std::string> names;
  tx.query("SELECT id, name FROM trade_union WHERE realm_id = ? AND id IN (" +
               store::marks(params.size() - 1) + ")",
           params, [&](const Row& row) {
             names[row.integer(0)] = row.text(1);
             return true;
           });
  for (auto& item : items)
    if (auto it = names.find(item.row.parent_id); it != names.end()) item.parent_name = it->second;
}

void count_members(store::ReadTx& tx, Id realm_id, std::vector<ListedUnion>& items) {
  if (items.empty()) return;
  Params params{realm_id};
  for (const auto& item : items) params.emplace_back(item.row.tree_path);
  std::map<Id, std::int64_t> counts;
  tx.query("SELECT union_id, count(*) FROM person WHERE realm_id = ? AND union_path IN (" +
               store::marks(items.size()) + ") AND standing IN ('active', 'moving_out') GROUP BY union_id",
           params, [&](const Row& row) {
             counts[row.integer(0)] = row.integer(1);
             return true;
           });
  for (auto& item : items)
    if (auto it = counts.find(item.row.id); it != counts.end()) item.members_counted = it->second;
}

}  // namespace

std::string cursor_text(const Cursor& cursor, std::string_view id_prefix) {
  return id_to_wire(id_prefix, cursor.id) + "." + cursor.value;
}

std::optional<Cursor> read_cursor(std::string_view text, std::string_view id_prefix) {
  if (text.empty()) return Cursor{};
  std::size_t dot = text.find('.');
  if (dot == std::string_view::npos || !is_valid_utf8(text) || text.find('\0') != std::string_view::npos)
    return std::nullopt;
  auto id = id_from_wire(id_prefix, text.substr(0, dot));
  if (!id || *id == 0) return std::nullopt;
  return Cursor{*id, std::string(text.substr(dot + 1))};
}

void dress(store::ReadTx& tx, Id realm_id, std::vector<ListedUnion>& items) {
  read_parent_names(tx, realm_id, items);
  count_members(tx, realm_id, items);
}

UnionPage list_unions(store::ReadTx& tx, const Scope& scope, const UnionFilter& filter, const Cursor& after,
                      int limit) {
  UnionPage page;
  if (scope.sees_nothing()) return page;
  limit = std::clamp(limit, 1, kMaxPageRows);
  page.total = count_unions(tx, scope, filter);
  Where where = where_of(scope, filter);
  add_cursor(where, filter, after);
  where.params.emplace_back(limit + 1);
  for (Union& u : tx.select<Union>(where.sql + order_of(filter), where.params))
    page.items.push_back({std::move(u), {}, 0});
  if (page.items.size() > static_cast<std::size_t>(limit)) {
    page.items.pop_back();
    const Union& last = page.items.back().row;
    page.next = cursor_text({last.id, sort_value(last, filter.sort)}, "uni");
  }
  dress(tx, scope.realm_id(), page.items);
  return page;
}

std::int64_t count_unions(store::ReadTx& tx, const Scope& scope, const UnionFilter& filter) {
  if (scope.sees_nothing()) return 0;
  Where where = where_of(scope, filter);
  return tx.integer("SELECT count(*) FROM trade_union " + where.sql, where.params).value_or(0);
}

std::vector<UnionChange> list_changes(store::ReadTx& tx, Id realm_id, Id union_id, Id before_id, int limit) {
  limit = std::clamp(limit, 1, kMaxPageRows);
  Id bound = before_id ? before_id : INT64_MAX;
  return tx.select<UnionChange>("WHERE realm_id = ? AND union_id = ? AND id < ? ORDER BY id DESC LIMIT ?",
                                Params{realm_id, union_id, bound, limit});
}

std::vector<CoveredUnit> list_covers(store::ReadTx& tx, Id realm_id, Id union_id, Id after_id, int limit) {
  std::vector<CoveredUnit> out;
  auto covers =
      tx.select<UnionCover>("WHERE realm_id = ? AND union_id = ? AND id > ? ORDER BY id LIMIT ?",
                            Params{realm_id, union_id, after_id, std::clamp(limit, 1, kMaxPageRows)});
  if (covers.empty()) return out;
  Params params{realm_id};
  for (const auto& c : covers) params.emplace_back(c.unit_id);
  std::map<Id, std::pair<std::string, std::string>> units;
  tx.query("SELECT id, name, credit_code FROM employer WHERE realm_id = ? AND id IN (" +
               store::marks(covers.size()) + ")",
           params, [&](const Row& row) {
             units[row.integer(0)] = {std::string(row.text(1)), std::string(row.text(2))};
             return true;
           });
  for (auto& c : covers) out.push_back({c, units[c.unit_id].first, units[c.unit_id].second});
  return out;
}

std::optional<Union> find_union(store::ReadTx& tx, Id realm_id, Id id) {
  return tx.select_one<Union>("WHERE realm_id = ? AND id = ?", Params{realm_id, id});
}

std::optional<Union> root_of(store::ReadTx& tx, Id realm_id) {
  return tx.select_one<Union>("WHERE realm_id = ? AND parent_id IS NULL ORDER BY tree_path LIMIT 1",
                              Params{realm_id});
}

std::vector<Union> find_unions_by_name(store::ReadTx& tx, Id realm_id, std::string_view name_key) {
  return tx.select<Union>("WHERE realm_id = ? AND name_key = ? ORDER BY tree_path",
                          Params{realm_id, name_key});
}

std::optional<Union> township_union(store::ReadTx& tx, Id realm_id, std::string_view township_code) {
  if (township_code.empty()) return std::nullopt;
  return tx.select_one<Union>(
      living("WHERE realm_id = ? AND township_code = ? AND type IN ('federation', 'regional_federation')") +
          " ORDER BY length(tree_path), CASE WHEN type = 'federation' THEN 0 ELSE 1 END, tree_path LIMIT 1",
      Params{realm_id, township_code});
}

std::int64_t count_active_members(store::ReadTx& tx, const Union& u) {
  return tx
      .integer(
          "SELECT count(*) FROM person WHERE realm_id = ? AND union_path = ? AND union_id = ? AND standing "
          "IN "
          "('active', 'moving_out')",
          Params{u.realm_id, u.tree_path, u.id})
      .value_or(0);
}

std::vector<std::pair<int, std::int64_t>> active_by_category(store::ReadTx& tx, const Union& u) {
  std::vector<std::pair<int, std::int64_t>> out;
  tx.query(
      "SELECT category, count(*) FROM person WHERE realm_id = ? AND union_path = ? AND union_id = ? AND "
      "standing IN "
      "('active', 'moving_out') GROUP BY category ORDER BY category",
      Params{u.realm_id, u.tree_path, u.id}, [&](const Row& row) {
        out.emplace_back(static_cast<int>(row.integer(0)), row.integer(1));
        return true;
      });
  return out;
}

std::int64_t count_living_children(store::ReadTx& tx, const Union& u) {
  return tx
      .integer(living("SELECT count(*) FROM trade_union WHERE realm_id = ? AND parent_id = ?"),
               Params{u.realm_id, u.id})
      .value_or(0);
}

std::vector<UnionType> living_child_types(store::ReadTx& tx, const Union& u) {
  std::vector<UnionType> types;
  tx.query(living("SELECT DISTINCT type FROM trade_union WHERE realm_id = ? AND parent_id = ?"),
           Params{u.realm_id, u.id}, [&](const Row& row) {
             types.push_back(record::from_word<UnionType>(row.text(0)).value_or(UnionType::other));
             return true;
           });
  return types;
}

bool is_name_taken(store::ReadTx& tx, Id realm_id, Id parent_id, std::string_view name_key, Id except_id) {
  return tx
      .integer(living("SELECT id FROM trade_union WHERE realm_id = ? AND parent_id = ? AND name_key = ? AND "
                      "id <> ?") +
                   " LIMIT 1",
               Params{realm_id, parent_id, name_key, except_id})
      .has_value();
}

std::string clashing_child_name(store::ReadTx& tx, const Union& from, const Union& into) {
  return tx
      .text(
          "SELECT a.name FROM trade_union a JOIN trade_union b ON b.realm_id = a.realm_id AND b.name_key = "
          "a.name_key "
          "WHERE a.realm_id = ? AND a.parent_id = ? AND b.realm_id = ? AND b.parent_id = ? AND b.id <> ? AND "
          "a.status "
          "IN ('preparing', 'active', 'locked') AND b.status IN ('preparing', 'active', 'locked') LIMIT 1",
          Params{from.realm_id, from.id, into.realm_id, into.id, from.id})
      .value_or("");
}

std::string legal_representative_of(store::ReadTx& tx, Id realm_id, Id unit_id) {
  if (unit_id == 0) return {};
  return tx
      .text("SELECT legal_representative FROM employer WHERE realm_id = ? AND id = ?",
            Params{realm_id, unit_id})
      .value_or("");
}

std::string certified_code(store::ReadTx& tx, Id realm_id, Id id) {
  return tx
      .text("SELECT credit_code FROM registration WHERE realm_id = ? AND union_id = ? AND is_in_force = 1",
            Params{realm_id, id})
      .value_or("");
}

bool has_unit(store::ReadTx& tx, Id realm_id, Id unit_id) {
  return tx.integer("SELECT id FROM employer WHERE realm_id = ? AND id = ?", Params{realm_id, unit_id})
      .has_value();
}

bool insert_union(store::WriteTx& tx, const Permit&, const Union& u) { return tx.insert_new(u); }

bool save_union(store::WriteTx& tx, const Permit&, Union& u) {
  auto claimed =
      tx.execute("UPDATE trade_union SET version = version + 1 WHERE realm_id = ? AND id = ? AND version = ?",
                 Params{u.realm_id, u.id, u.version});
  if (claimed == 0) return false;
  ++u.version;
  tx.update(u);
  return true;
}

void insert_change(store::WriteTx& tx, const Permit&, const UnionChange& change) { tx.insert(change); }
bool insert_cover(store::WriteTx& tx, const Permit&, const UnionCover& cover) { return tx.insert_new(cover); }

}  // namespace niangjia::unions
