#include <cctype>

#include "base/crypto.h"
#include "base/text.h"
#include "store/store.h"

namespace niangjia::store {

namespace {

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

std::string_view translate_word(Engine engine, std::string_view word) {
  if (engine == Engine::sqlite) {
    if (word == "BIGINT") return "INTEGER";
    if (word == "BYTEA") return "BLOB";
    if (word == "PATH") return "TEXT";
  } else {
    if (word == "PATH") return "TEXT COLLATE \"C\"";
    if (word == "REAL") return "DOUBLE PRECISION";
  }
  return word;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

}  // namespace

std::string in_dialect(Engine engine, std::string_view sql) {
  std::string out;
  for (std::size_t i = 0; i < sql.size();) {
    if (!is_word(sql[i])) {
      out += sql[i++];
      continue;
    }
    std::size_t end = i;
    while (end < sql.size() && is_word(sql[end])) ++end;
    out += translate_word(engine, sql.substr(i, end - i));
    i = end;
  }
  if (engine == Engine::postgres) {
    replace_all(out, ") STRICT, WITHOUT ROWID;", ");");
    replace_all(out, ") STRICT;", ");");
  }
  return out;
}

std::vector<std::string> split_statements(std::string_view sql) {
  std::vector<std::string> statements;
  std::string current;
  bool in_comment = false, in_quote = false;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    char c = sql[i];
    if (in_comment) {
      in_comment = c != '\n';
      continue;
    }
    if (!in_quote && c == '-' && i + 1 < sql.size() && sql[i + 1] == '-') {
      in_comment = true;
      continue;
    }
    if (c == '\'') in_quote = !in_quote;
    if (c == ';' && !in_quote) {
      if (!trim(current).empty()) statements.push_back(trim(current));
      current.clear();
      continue;
    }
    current += c;
  }
  if (!trim(current).empty()) statements.push_back(trim(current));
  return statements;
}

namespace {

Result<void> apply(WriteTx& tx, std::string_view name, std::string_view sql, const std::string& digest) {
  for (const auto& statement : split_statements(in_dialect(tx.engine(), sql))) tx.execute(statement, Params{});
  tx.execute("INSERT INTO schema_version (name, digest) VALUES (?, ?)", Params{name, digest});
  return {};
}

// Every index begins with realm_id, and one realm may own every row; SQLite, without statistics, takes any first column for
// a good one and then walks whole tables. So it is told the shape of the data once, index by index.
struct IndexShape {
  std::string table, index;
  int columns = 0;
  bool is_unique = false;
};

void tell_planner(WriteTx& tx) {
  std::vector<IndexShape> shapes;
  tx.query(
      "SELECT m.name, CASE WHEN i.origin = 'pk' THEN m.name ELSE i.name END, i.\"unique\", (SELECT count(*) FROM "
      "pragma_index_info(i.name)) FROM sqlite_master m JOIN pragma_index_list(m.name) i WHERE m.type = 'table' AND m.name "
      "NOT LIKE 'sqlite%'",
      Params{}, [&](const Row& r) {
        shapes.push_back({std::string(r.text(0)), std::string(r.text(1)), static_cast<int>(r.integer(3)), r.integer(2) != 0});
        return true;
      });
  tx.execute("ANALYZE sqlite_schema", Params{});
  for (const auto& s : shapes) {
    if (s.columns < 2) continue;
    std::string stat = "1048576 1048576";
    for (int i = 1; i < s.columns; ++i) stat += i + 1 == s.columns && s.is_unique ? " 1" : " 8";
    tx.execute("DELETE FROM sqlite_stat1 WHERE tbl = ? AND idx = ?", Params{s.table, s.index});
    tx.execute("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", Params{s.table, s.index, stat});
  }
  tx.execute("ANALYZE sqlite_schema", Params{});
}

}  // namespace

Result<void> migrate(WriteTx& tx, const std::vector<EmbeddedFile>& files) {
  tx.execute(tx.engine() == Engine::sqlite
                 ? "CREATE TABLE IF NOT EXISTS schema_version (name TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT"
                 : "CREATE TABLE IF NOT EXISTS schema_version (name TEXT PRIMARY KEY, digest TEXT NOT NULL)",
             Params{});
  std::size_t known = 0;
  bool is_changed = false;
  for (const auto& file : files) {
    std::string digest = to_hex(bytes_of(sha256(file.bytes)));
    auto applied = tx.text("SELECT digest FROM schema_version WHERE name = ?", Params{file.path});
    if (!applied) {
      CHECK_OK(apply(tx, file.path, file.bytes, digest));
      is_changed = true;
    } else if (*applied != digest) {
      return refuse(Code::conflict, "store.migration_changed",
                    "数据库的结构记录 " + std::string(file.path) + " 与本程序不一致，请使用原来的程序版本或联系系统管理员。");
    }
    ++known;
  }
  auto total = tx.integer("SELECT count(*) FROM schema_version", Params{});
  if (total && static_cast<std::size_t>(*total) > known)
    return refuse(Code::conflict, "store.newer_schema", "数据库由更新版本的程序建立，请升级本程序后再打开。");
  if (is_changed && tx.engine() == Engine::sqlite) tell_planner(tx);
  return {};
}

}  // namespace niangjia::store
