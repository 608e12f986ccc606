#include "store/postgres_connection.h"

#include <charconv>
#include <cstdlib>

namespace niangjia::store {

namespace {

FailureKind kind_of_state(std::string_view state, bool alive) {
  if (!alive) return FailureKind::connection;
  if (state == "23505") return FailureKind::unique;
  if (state == "23503") return FailureKind::foreign_key;
  if (state == "23502") return FailureKind::not_null;
  if (state == "23514") return FailureKind::check;
  if (state == "40001" || state == "40P01" || state == "55P03") return FailureKind::again;
  if (state == "57014") return FailureKind::timeout;
  if (state == "53300" || state == "53400") return FailureKind::connection;  // too many connections, not too little room
  if (state.starts_with("53")) return FailureKind::full;
  if (state == "58030" || state == "XX001") return FailureKind::disk;
  if (state == "25006") return FailureKind::read_only;
  if (state.starts_with("08") || state.starts_with("57P")) return FailureKind::connection;
  return FailureKind::other;
}

// Values as libpq wants them: text for all but blobs, which go as bytes.
class ValueList : public record::ColumnSink {
 public:
  explicit ValueList(std::size_t n) {
    texts.reserve(n);
    values.reserve(n);
  }
  void put_null() override { add(nullptr, 0, 0); }
  void put_integer(std::int64_t v) override { keep(std::to_string(v)); }
  void put_real(double v) override {
    char buffer[40];
    keep(std::string(buffer, std::to_chars(buffer, buffer + sizeof buffer, v).ptr));
  }
  void put_text(std::string_view v) override { keep(std::string(v)); }
  void put_blob(std::string_view v) override { add(v.data() ? v.data() : "", static_cast<int>(v.size()), 1); }
  std::vector<std::string> texts;
  std::vector<const char*> values;
  std::vector<int> lengths, formats;

 private:
  void keep(std::string text) {
    texts.push_back(std::move(text));
    add(texts.back().c_str(), static_cast<int>(texts.back().size()), 0);
  }
  void add(const char* value, int length, int format) {
    values.push_back(value);
    lengths.push_back(length);
    formats.push_back(format);
  }
};

class ResultRow : public Row {
 public:
  ResultRow(const PGresult* r) : r_(r) {}
  int row = 0;
  bool is_null(int c) const override { return PQgetisnull(r_, row, c) != 0; }
  std::int64_t integer(int c) const override { return std::strtoll(PQgetvalue(r_, row, c), nullptr, 10); }
  double real(int c) const override { return std::strtod(PQgetvalue(r_, row, c), nullptr); }
  std::string_view text(int c) const override {
    return {PQgetvalue(r_, row, c), static_cast<std::size_t>(PQgetlength(r_, row, c))};
  }
  std::string_view blob(int c) const override {  // "\x0aff…"
    std::string_view hex = text(c);
    hex.remove_prefix(std::min<std::size_t>(2, hex.size()));
    auto nibble = [](char d) { return d <= '9' ? d - '0' : d - 'a' + 10; };
    std::string& home = record::sink_scratch();
    home.clear();
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
      home += static_cast<char>(nibble(hex[i]) << 4 | nibble(hex[i + 1]));
    return home;
  }

 private:
  const PGresult* r_;
};

// Lines of COPY … FROM STDIN in the text format.
class CopyLine : public record::ColumnSink {
 public:
  std::string out;
  void put_null() override { next() += "\\N"; }
  void put_integer(std::int64_t v) override { next() += std::to_string(v); }
  void put_real(double v) override {
    char buffer[40];
    next().append(buffer, std::to_chars(buffer, buffer + sizeof buffer, v).ptr);
  }
  void put_text(std::string_view v) override {
    next();
    for (char c : v) {
      switch (c) {
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default: out += c;
      }
    }
  }
  void put_blob(std::string_view v) override {
    static constexpr char digits[] = "0123456789abcdef";
    next() += "\\\\x";
    for (unsigned char c : v) {
      out += digits[c >> 4];
      out += digits[c & 15];
    }
  }
  void end_line() {
    out += '\n';
    first_ = true;
  }

 private:
  std::string& next() {
    if (!first_) out += '\t';
    first_ = false;
    return out;
  }
  bool first_ = true;
};

std::string numbered(std::string_view sql) {  // ? → $n, outside quotes
  std::string out;
  int n = 0;
  bool quoted = false;
  for (char c : sql) {
    if (c == '\'') quoted = !quoted;
    if (c == '?' && !quoted) out += "$" + std::to_string(++n);
    else out += c;
  }
  return out;
}

}  // namespace

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const std::string& where,
                                                                     std::uint32_t statement_ms) {
  std::unique_ptr<PostgresConnection> c(new PostgresConnection);
  // What the address says itself comes later and wins. Without these a cut cable holds a worker for a quarter of an hour.
  const char* words[] = {"connect_timeout", "keepalives_idle", "tcp_user_timeout", "dbname", nullptr};
  const char* values[] = {"10", "20", "30000", where.c_str(), nullptr};
  c->c_ = PQconnectdbParams(words, values, 1);
  if (PQstatus(c->c_) != CONNECTION_OK) {
    Problem p = refuse(Code::unavailable, "store.cannot_connect",
                       "连接不上 PostgreSQL，请检查 --db 的地址、账号、密码和数据库是否存在、服务是否启动。");
    p.inside.text = PQerrorMessage(c->c_);
    return p;
  }
  PQsetNoticeProcessor(c->c_, [](void*, const char*) {}, nullptr);
  try {
    c->run("SET client_encoding = 'UTF8'");
    c->run("SET default_transaction_isolation = 'read committed'");
    c->run(("SET statement_timeout = " + std::to_string(statement_ms)).c_str());
    c->run("SET idle_in_transaction_session_timeout = 60000");
  } catch (const Failure& f) {
    return problem_of(f);
  }
  return c;
}

PostgresConnection::~PostgresConnection() { PQfinish(c_); }

void PostgresConnection::fail(const PGresult* result, std::string_view sql) {
  const char* state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  const char* constraint = result ? PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME) : nullptr;
  std::string text = std::string(PQerrorMessage(c_)) + " [" + std::string(sql.substr(0, 300)) + "]";
  throw Failure{kind_of_state(state ? state : "", alive()), text, constraint ? constraint : ""};
}

void PostgresConnection::run(const char* sql) {
  Answer r(PQexec(c_, sql));
  auto status = PQresultStatus(r.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(r.get(), sql);
}

const std::string& PostgresConnection::prepare(std::string_view sql) {
  std::string key(sql);
  if (auto it = statements_.find(key); it != statements_.end()) return it->second;
  if (statements_.size() > 400) {
    run("DEALLOCATE ALL");
    statements_.clear();
  }
  std::string name = "s" + std::to_string(statements_.size());
  Answer r(PQprepare(c_, name.c_str(), numbered(sql).c_str(), 0, nullptr));
  if (PQresultStatus(r.get()) != PGRES_COMMAND_OK) fail(r.get(), sql);
  return statements_.emplace(std::move(key), std::move(name)).first->second;
}

PostgresConnection::Answer PostgresConnection::run_prepared(std::string_view sql, std::span<const Param> params) {
  const std::string& name = prepare(sql);
  ValueList list(params.size());
  for (const auto& p : params) p.put(list);
  Answer r(PQexecPrepared(c_, name.c_str(), static_cast<int>(params.size()), list.values.data(), list.lengths.data(),
                          list.formats.data(), 0));
  auto status = PQresultStatus(r.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(r.get(), sql);
  return r;
}

void PostgresConnection::query(std::string_view sql, std::span<const Param> params, const OnRow& on_row) {
  Answer r = run_prepared(sql, params);
  ResultRow row(r.get());
  for (int n = PQntuples(r.get()); row.row < n; ++row.row)
    if (!on_row(row)) return;
}

std::int64_t PostgresConnection::execute(std::string_view sql, std::span<const Param> params) {
  if (params.empty()) {  // DDL and the like cannot be prepared
    Answer r(PQexec(c_, std::string(sql).c_str()));
    auto status = PQresultStatus(r.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(r.get(), sql);
    return std::strtoll(PQcmdTuples(r.get()), nullptr, 10);
  }
  Answer r = run_prepared(sql, params);
  return std::strtoll(PQcmdTuples(r.get()), nullptr, 10);
}

void PostgresConnection::copy_rows(const record::Shape& shape, std::span<const void* const> rows) {
  std::string sql = "COPY " + std::string(shape.table) + " (" + select_columns(shape) + ") FROM STDIN";
  {
    Answer r(PQexec(c_, sql.c_str()));
    if (PQresultStatus(r.get()) != PGRES_COPY_IN) fail(r.get(), sql);
  }
  CopyLine line;
  auto send = [&] {
    if (PQputCopyData(c_, line.out.data(), static_cast<int>(line.out.size())) != 1) fail(nullptr, sql);
    line.out.clear();
  };
  for (const void* row : rows) {
    for (const auto& f : shape.fields)
      if (f.is_column()) f.put(row, line);
    line.end_line();
    if (line.out.size() > (256 << 10)) send();
  }
  if (!line.out.empty()) send();
  PQputCopyEnd(c_, nullptr);
  Answer end(PQgetResult(c_));
  while (Answer more{PQgetResult(c_)}) {}
  if (PQresultStatus(end.get()) != PGRES_COMMAND_OK) fail(end.get(), sql);
}

bool PostgresConnection::in_transaction() const {
  auto s = PQtransactionStatus(c_);
  return s == PQTRANS_INTRANS || s == PQTRANS_INERROR || s == PQTRANS_ACTIVE;
}

void PostgresConnection::roll_back() noexcept {
  if (alive() && in_transaction()) PQclear(PQexec(c_, "ROLLBACK"));
}

}  // namespace niangjia::store
