// Writing facts, their tail, and folding the tail into the sums. The only writer of these three tables.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "modules/facts/facts.h"

namespace niangjia::facts {

namespace {

using store::Params;
using store::ReadTx;
using store::Row;
using store::WriteTx;

constexpr std::size_t kLookupPage = 256;  // segments asked for in one statement
constexpr std::size_t kUpsertPage = 64;   // sums written in one statement
constexpr int kCounterPage = 2000;        // facts countered at a time: bounds the memory of an undo

// Townships of unions by their own segment, for the facts that do not bring one.
using Townships = std::map<std::string, std::string, std::less<>>;

void look_up_page(ReadTx& tx, Id realm_id, const std::vector<std::string>& segments, Townships& found) {
  Params params{realm_id};
  for (const auto& s : segments) params.emplace_back(s);
  tx.query("SELECT segment, township_code FROM trade_union WHERE realm_id = ? AND segment IN (" +
               store::marks(segments.size()) + ")",
           params, [&](const Row& row) {
             found[std::string(row.text(0))] = std::string(row.text(1));
             return true;
           });
}

Townships look_up_townships(ReadTx& tx, Id realm_id, const std::vector<Fact>& facts) {
  std::set<std::string, std::less<>> wanted;
  for (const Fact& f : facts)
    if (f.realm_id == realm_id && f.township.empty()) wanted.emplace(own_segment(f.union_path));
  Townships found;
  std::vector<std::string> page;
  for (auto it = wanted.begin(); it != wanted.end();) {
    page.push_back(*it++);
    if (page.size() < kLookupPage && it != wanted.end()) continue;
    // Filled up to a power of two: few different statements, each prepared once.
    while ((page.size() & (page.size() - 1)) != 0) page.push_back(page.back());
    look_up_page(tx, realm_id, page, found);
    page.clear();
  }
  return found;
}

void fill_townships(ReadTx& tx, std::vector<Fact>& facts) {
  std::set<Id> realms;
  for (const Fact& f : facts)
    if (f.township.empty()) realms.insert(f.realm_id);
  for (Id realm_id : realms) {
    Townships found = look_up_townships(tx, realm_id, facts);
    for (Fact& f : facts) {
      if (f.realm_id != realm_id || !f.township.empty()) continue;
      if (auto it = found.find(own_segment(f.union_path)); it != found.end()) f.township = it->second;
    }
  }
}

std::vector<TailRow> tail_of(const std::vector<Fact>& facts, IdMaker& ids) {
  using Key = std::tuple<Id, int, std::string_view, std::string_view, std::string, int>;
  std::map<Key, std::int64_t> sums;
  for (const Fact& f : facts)
    sums[{f.realm_id, f.indicator, f.union_path, f.township, f.happened_on.month_iso(), f.category}] +=
        f.amount;
  std::vector<TailRow> rows;
  rows.reserve(sums.size());
  for (const auto& [key, amount] : sums) {
    if (amount == 0) continue;
    const auto& [realm_id, indicator, path, township, month, category] = key;
    rows.push_back(
        {realm_id, ids.next(), indicator, std::string(path), std::string(township), month, category, amount});
  }
  return rows;
}

// Facts whose townships are settled: given ids, written, and added to the tail.
void write_facts(WriteTx& tx, IdMaker& ids, std::vector<Fact>& facts) {
  for (Fact& f : facts) f.id = ids.next();
  tx.insert_all(facts);
  tx.insert_all(tail_of(facts, ids));
}

// --- folding ---

struct SumKey {
  int indicator = 0;
  std::string parent, period, node;
  int category = 0;
  auto operator<=>(const SumKey&) const = default;
};
using Sums = std::map<SumKey, std::int64_t>;

void add_node(Sums& sums, const TailRow& row, std::string_view parent, std::string_view node) {
  SumKey key{row.indicator, std::string(parent), row.month, std::string(node), row.category};
  sums[key] += row.amount;
  key.period.resize(4);
  sums[key] += row.amount;
  key.period = kWholeTime;
  sums[key] += row.amount;
}

void add_row(Sums& sums, const TailRow& row) {
  std::string_view path = row.union_path, parent;
  for (std::size_t at = 0; at < path.size(); at += kSegment) {
    std::string_view segment = path.substr(at, kSegment);
    add_node(sums, row, parent, segment);
    parent = segment;
  }
  std::string_view territory = territory_node(row.township);
  add_node(sums, row, kTerritories, territory);
  add_node(sums, row, territory, own_segment(row.union_path));
}

// A range and no list of ids: PostgreSQL, which knows nothing yet of a tail that has just grown, would
// compare each row with each id of the list.
std::int64_t take_tail(WriteTx& tx, Id realm_id, int limit, Sums& sums) {
  std::int64_t taken = 0;
  tx.query(
      "DELETE FROM figure_tail WHERE realm_id = ? AND id <= (SELECT MAX(id) FROM (SELECT id FROM figure_tail "
      "WHERE realm_id = ? ORDER BY id LIMIT ?) AS oldest) RETURNING " +
          store::select_columns(tail_shape),
      Params{realm_id, realm_id, limit}, [&](const Row& row) {
        TailRow tail;
        store::take_row(tail_shape, &tail, row);
        add_row(sums, tail);
        ++taken;
        return true;
      });
  return taken;
}

std::string upsert_text(std::size_t rows) {
  std::string sql =
      "INSERT INTO figure_sum (realm_id, indicator, parent, period, node, category, amount) VALUES ";
  for (std::size_t i = 0; i < rows; ++i) sql += i ? ",(?,?,?,?,?,?,?)" : "(?,?,?,?,?,?,?)";
  return sql +
         " ON CONFLICT (realm_id, indicator, parent, period, node, category) "
         "DO UPDATE SET amount = figure_sum.amount + excluded.amount";
}

// In the order of the keys: two servers that fold at once lock the sums in the same order.
void add_to_sums(WriteTx& tx, Id realm_id, const Sums& sums) {
  static const std::string page_text = upsert_text(kUpsertPage), one_text = upsert_text(1);
  std::size_t left = sums.size();
  Params params;
  for (auto it = sums.begin(); it != sums.end();) {
    const std::size_t n = left >= kUpsertPage ? kUpsertPage : 1;
    params.clear();
    for (std::size_t i = 0; i < n; ++i, ++it) {
      const SumKey& k = it->first;
      params.insert(params.end(),
                    {realm_id, k.indicator, k.parent, k.period, k.node, k.category, it->second});
    }
    tx.execute(n == 1 ? one_text : page_text, params);
    left -= n;
  }
}

}  // namespace

void emit_facts(WriteTx& tx, IdMaker& ids, std::vector<Fact>& facts) {
  if (facts.empty()) return;
  fill_townships(tx, facts);
  write_facts(tx, ids, facts);
}

void counter_import(WriteTx& tx, IdMaker& ids, Id realm_id, Id import_id, Id undo_id) {
  if (import_id == 0 || import_id == undo_id) return;
  Id after = 0;
  for (;;) {
    auto page = tx.select<Fact>("WHERE realm_id = ? AND import_id = ? AND id > ? ORDER BY id LIMIT ?",
                                Params{realm_id, import_id, after, kCounterPage});
    if (page.empty()) return;
    after = page.back().id;
    for (Fact& f : page) {
      f.amount = -f.amount;
      f.import_id = undo_id;
    }
    write_facts(tx, ids, page);
  }
}

void move_stock(WriteTx& tx, IdMaker& ids, Id realm_id, Indicator stock, std::string_view from_path,
                std::string_view to_path, Date on, Id source_id) {
  if (from_path.empty() || from_path == to_path) return;
  // What happened after the day of the move is already known and moves on its own day; the past stays where
  // it was.
  auto [low, high] = store::path_range(from_path);
  const std::string day = on.iso();
  std::vector<Fact> facts;
  tx.query(
      "SELECT CASE WHEN happened_on <= ? THEN ? ELSE happened_on END AS moved_on, union_path, township, "
      "category, "
      "SUM(amount) FROM fact WHERE realm_id = ? AND indicator = ? AND " +
          store::within_path("union_path") +
          " GROUP BY 1, union_path, township, category HAVING SUM(amount) <> 0",
      Params{day, day, realm_id, static_cast<int>(stock), low, high}, [&](const Row& row) {
        auto moved_on = Date::parse_iso(row.text(0));
        Fact f{realm_id,
               0,
               static_cast<int>(stock),
               std::string(row.text(1)),
               std::string(row.text(2)),
               moved_on.value_or(on),
               -row.integer(4),
               static_cast<int>(row.integer(3)),
               0,
               source_id,
               0};
        facts.push_back(f);
        f.union_path = std::string(to_path) + f.union_path.substr(from_path.size());
        f.amount = -f.amount;
        facts.push_back(std::move(f));
        return true;
      });
  if (!facts.empty()) write_facts(tx, ids, facts);
}

Result<std::int64_t> fold_tail(House& house, Id realm_id, int limit) {
  return house.database.write(
      [&](WriteTx& tx) -> Result<std::int64_t> {
        Sums sums;
        std::int64_t taken = take_tail(tx, realm_id, limit, sums);
        std::erase_if(sums, [](const auto& entry) { return entry.second == 0; });
        add_to_sums(tx, realm_id, sums);
        return taken;
      },
      store::Weight::bulk);
}

}  // namespace niangjia::facts
