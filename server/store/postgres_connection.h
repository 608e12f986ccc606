#pragma once
// One PostgreSQL connection with its prepared statements. Used by one thread at a time. Only server/store includes this.

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <unordered_map>

#include "store/store.h"

namespace niangjia::store {

class PostgresConnection {
 public:
  static Result<std::unique_ptr<PostgresConnection>> open(const std::string& where, std::uint32_t statement_ms);
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;
  ~PostgresConnection();

  void run(const char* sql);
  void query(std::string_view sql, std::span<const Param> params, const OnRow& on_row);
  std::int64_t execute(std::string_view sql, std::span<const Param> params);
  void copy_rows(const record::Shape& shape, std::span<const void* const> rows);
  bool alive() const { return PQstatus(c_) == CONNECTION_OK; }
  bool in_transaction() const;
  void roll_back() noexcept;

 private:
  PostgresConnection() = default;
  struct Clear {
    void operator()(PGresult* r) const { PQclear(r); }
  };
  using Answer = std::unique_ptr<PGresult, Clear>;
  const std::string& prepare(std::string_view sql);
  Answer run_prepared(std::string_view sql, std::span<const Param> params);
  [[noreturn]] void fail(const PGresult* result, std::string_view sql);

  PGconn* c_ = nullptr;
  std::unordered_map<std::string, std::string> statements_;  // text → name
};

}  // namespace niangjia::store
