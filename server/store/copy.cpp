#include <algorithm>

#include "store/store.h"

namespace niangjia::store {

namespace {

constexpr int kPageRows = 500;

struct TableCopy {
  std::string name, columns, key;
  std::vector<std::string> column_names;
  std::vector<bool> is_blob, is_number;
};

// Parents before children, so that foreign keys hold while rows arrive.
const std::vector<std::string> kFirst = {"realm",  "account", "brand",         "trade_union",
                                         "employer", "person",  "schema_version"};

std::vector<std::string> in_order(std::vector<std::string> tables) {
  std::stable_sort(tables.begin(), tables.end(), [](const std::string& a, const std::string& b) {
    auto rank = [](const std::string& t) { return std::find(kFirst.begin(), kFirst.end(), t) - kFirst.begin(); };
    return rank(a) < rank(b);
  });
  std::erase(tables, "schema_version");
  return tables;
}

TableCopy describe(ReadTx& tx, const std::string& table) {
  TableCopy t;
  t.name = table;
  for (Column& column : columns_of(tx, table)) {
    t.columns += (t.columns.empty() ? "" : ", ") + column.name;
    t.is_blob.push_back(column.type == ColumnType::blob);
    t.is_number.push_back(column.type == ColumnType::integer);
    t.column_names.push_back(std::move(column.name));
  }
  return t;
}

Params values_of(const TableCopy& t, const Row& row) {
  Params params;
  for (int i = 0; i < static_cast<int>(t.column_names.size()); ++i) {
    auto n = static_cast<std::size_t>(i);
    if (row.is_null(i)) params.emplace_back(nullptr);
    else if (t.is_blob[n]) params.push_back(Param::blob(row.blob(i)));
    else if (t.is_number[n]) params.emplace_back(row.integer(i));
    else params.emplace_back(row.text(i));
  }
  return params;
}

// Tables keyed by (realm_id, id) are read page by page, so that memory stays bounded on an engine that hands over whole
// results; the few others are small.
std::int64_t copy_table(ReadTx& from, WriteTx& to, const TableCopy& t) {
  bool paged = t.column_names.size() > 1 && t.column_names[0] == "realm_id" && t.column_names[1] == "id";
  std::string order = t.name == "trade_union" ? "tree_path" : "";
  std::string insert = "INSERT INTO " + t.name + " (" + t.columns + ") VALUES (" + marks(t.column_names.size()) + ")";
  std::int64_t rows = 0;
  auto put = [&](const Row& row) {
    to.execute(insert, values_of(t, row));
    ++rows;
    return true;
  };
  if (!paged || !order.empty()) {
    from.query("SELECT " + t.columns + " FROM " + t.name + (order.empty() ? "" : " ORDER BY realm_id, " + order), Params{}, put);
    return rows;
  }
  std::int64_t realm = 0, id = 0, before = -1;
  while (rows != before) {
    before = rows;
    from.query("SELECT " + t.columns + " FROM " + t.name + " WHERE (realm_id, id) > (?, ?) ORDER BY realm_id, id LIMIT ?",
               Params{realm, id, kPageRows}, [&](const Row& row) {
                 std::int64_t r = row.integer(0), i = row.integer(1);
                 put(row);
                 realm = r, id = i;
                 return true;
               });
  }
  return rows;
}

}  // namespace

Result<std::int64_t> copy_everything(Database& from, Database& to) {
  return from.read([&](ReadTx& source) -> Result<std::int64_t> {
    return to.write(
        [&](WriteTx& target) -> Result<std::int64_t> {
          auto tables = in_order(tables_of(target));
          if (target.integer("SELECT count(*) FROM realm", Params{}).value_or(0) > 0)
            return refuse(Code::conflict, "restore.not_empty", "目标数据库中已有数据，请恢复到一个空的数据库。");
          std::int64_t rows = 0;
          for (const auto& table : tables) rows += copy_table(source, target, describe(source, table));
          return rows;
        },
        Weight::bulk);
  });
}

}  // namespace niangjia::store
