// The same rows copied into one PostgreSQL table with two indexes, in one transaction, durable.
#include "postgres_handles.h"
#include "sheet_rows.h"
#include "stopwatch.h"

namespace niangjia::bench {

namespace {

void append_field(std::string& line, std::string_view text) {  // COPY text format
  for (char c : text) {
    if (c == '\\')
      line += "\\\\";
    else if (c == '\t')
      line += "\\t";
    else if (c == '\n')
      line += "\\n";
    else if (c == '\r')
      line += "\\r";
    else
      line += c;
  }
}

bool copy_all(PGconn* c, const std::vector<TextRow>& rows) {
  if (!run(c, "COPY bench_bulk FROM STDIN")) return false;
  std::string line;
  std::size_t id = 0;
  for (const TextRow& row : rows) {
    line = std::to_string(++id);
    for (const auto& field : row) append_field(line += '\t', field);
    line += '\n';
    if (PQputCopyData(c, line.data(), static_cast<int>(line.size())) != 1) return false;
  }
  if (PQputCopyEnd(c, nullptr) != 1) return false;
  Answer answer(PQgetResult(c));
  return PQresultStatus(answer.get()) == PGRES_COMMAND_OK;
}

std::string table_sql() {
  std::string columns;
  for (std::size_t i = 0; i < kColumns; ++i) columns += ", c" + std::to_string(i) + " TEXT";
  return "DROP TABLE IF EXISTS bench_bulk; CREATE TABLE bench_bulk (id BIGINT PRIMARY KEY" + columns +
         "); CREATE INDEX ON bench_bulk (c4); CREATE INDEX ON bench_bulk (c1);";
}

}  // namespace

}  // namespace niangjia::bench

int main(int argc, char** argv) {
  using namespace niangjia::bench;
  if (argc != 3) return std::cerr << "limit_bulk_postgres FILE postgresql://…\n", 2;
  auto rows = rows_of(argv[1]);
  auto connection = connect(argv[2]);
  if (rows.empty() || !connection || !run(connection.get(), table_sql())) return 1;
  Stopwatch watch;
  if (!copy_all(connection.get(), rows)) return std::cerr << PQerrorMessage(connection.get()), 1;
  tell("seconds", watch.seconds());
  tell("rows", static_cast<double>(rows.size()));
  return run(connection.get(), "DROP TABLE bench_bulk") ? 0 : 1;
}
