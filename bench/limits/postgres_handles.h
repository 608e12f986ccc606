#pragma once
#include <libpq-fe.h>

#include <iostream>
#include <memory>
#include <string>

namespace niangjia::bench {

struct FinishConnection {
  void operator()(PGconn* c) const { PQfinish(c); }
};
struct ClearAnswer {
  void operator()(PGresult* r) const { PQclear(r); }
};
using Connection = std::unique_ptr<PGconn, FinishConnection>;
using Answer = std::unique_ptr<PGresult, ClearAnswer>;

inline Connection connect(const char* where) {
  Connection c(PQconnectdb(where));
  if (PQstatus(c.get()) == CONNECTION_OK) return c;
  std::cerr << PQerrorMessage(c.get());
  return nullptr;
}
inline bool run(PGconn* c, const std::string& sql) {
  Answer answer(PQexec(c, sql.c_str()));
  auto status = PQresultStatus(answer.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_IN) return true;
  std::cerr << PQerrorMessage(c);
  return false;
}

}  // namespace niangjia::bench
