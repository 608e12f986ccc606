// One insert a commit over N connections: what PostgreSQL makes durable when every row is its own
// transaction.
#include <atomic>
#include <cstdlib>
#include <thread>
#include <vector>

#include "postgres_handles.h"
#include "stopwatch.h"

namespace niangjia::bench {

namespace {

void insert_until(PGconn* c, const Stopwatch& watch, double limit_s, std::atomic<long>& next,
                  std::atomic<long>& done) {
  const std::string text(200, 'x');
  Answer prepared(
      PQprepare(c, "one", "INSERT INTO bench_insert VALUES ($1::bigint, $2, $3, $4)", 4, nullptr));
  while (watch.seconds() < limit_s) {
    const long id = next++;
    const std::string key = std::to_string(id), a = std::to_string((id * 2654435761L) % 1000000007L),
                      b = "n" + a;
    const char* values[] = {key.c_str(), a.c_str(), b.c_str(), text.c_str()};
    Answer answer(PQexecPrepared(c, "one", 4, values, nullptr, nullptr, 0));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) return;
    ++done;
  }
}

}  // namespace

}  // namespace niangjia::bench

int main(int argc, char** argv) {
  using namespace niangjia::bench;
  if (argc != 4) return std::cerr << "limit_insert_postgres postgresql://… CONNECTIONS SECONDS\n", 2;
  auto first = connect(argv[1]);
  if (!first || !run(first.get(),
                     "DROP TABLE IF EXISTS bench_insert; CREATE TABLE bench_insert (id BIGINT PRIMARY KEY, "
                     "a TEXT, b TEXT, c TEXT); CREATE INDEX ON bench_insert (a); CREATE INDEX ON "
                     "bench_insert (b);"))
    return 1;
  std::vector<Connection> connections;
  for (int i = 0; i < std::atoi(argv[2]); ++i) {
    connections.push_back(connect(argv[1]));
    if (!connections.back()) return 1;
  }
  const double limit_s = std::atof(argv[3]);
  std::atomic<long> next = 1, done = 0;
  Stopwatch watch;
  {
    std::vector<std::jthread> threads;
    for (auto& c : connections)
      threads.emplace_back([&, raw = c.get()] { insert_until(raw, watch, limit_s, next, done); });
  }
  tell("per_second", static_cast<double>(done) / watch.seconds());
  return run(first.get(), "DROP TABLE bench_insert") ? 0 : 1;
}
