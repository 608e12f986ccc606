// A ledger of services, judged and written in parts; it goes on after a stop.
#include <atomic>
#include <utility>

#include "modules/census/parts.h"
#include "modules/census/run.h"
#include "modules/census/service_columns.h"
#include "modules/census/service_judge.h"
#include "modules/facts/facts.h"

namespace niangjia::census {

namespace {

// Each part writes most pages of the index by phone once more: fewer parts write less. A part takes about a second in a ledger of
// millions, and that is as long as another's writing waits.
constexpr std::size_t kPartRows = 25'000;

class ServiceParts {
 public:
  ServiceParts(Run& run, ServiceJudge judge, std::int64_t skip)
      : run_(run), judge_(std::move(judge)), skip_(skip), parts_(kPartRows, [this](const auto& rows) { return run_part(rows); }) {}

  Result<void> add(ServiceRow row) {
    const bool ends_what_is_on_record = row.raw.seq == skip_;
    CHECK_OK(parts_.add(std::move(row)));
    return ends_what_is_on_record ? parts_.flush() : Result<void>();
  }
  Result<void> finish() {
    CHECK_OK(parts_.flush());
    return parts_.wait();
  }
  std::int64_t done() const { return done_; }

 private:
  Result<void> run_part(const std::vector<ServiceRow>& rows) {
    const std::int64_t last = rows.back().raw.seq;
    // Rows of a stopped commit are on record already: they are only read past, so that later ones are judged alike.
    if (last <= skip_) CHECK_OK(read_past(rows));
    else CHECK_OK(write_part(rows));
    judge_.confirm_part();
    done_ = last;
    // A table that was empty until now tells the planner nothing true of the parts to come.
    if (last > skip_ && !run_.is_dry_run && !std::exchange(has_written_, true)) return run_.house.database.refresh_statistics();
    return {};
  }

  // As bulk work, which may take its time: the days of a long ledger are read at its first part.
  Result<void> read_past(const std::vector<ServiceRow>& rows) {
    TRY([[maybe_unused]] bool read, run_.house.database.write(
                                        [&](store::WriteTx& tx) -> Result<bool> {
                                          CHECK_OK(judge_part(tx, rows, nullptr));
                                          return true;
                                        },
                                        store::Weight::bulk));
    return {};
  }

  Result<void> judge_part(store::ReadTx& tx, const std::vector<ServiceRow>& rows, std::vector<ImportRow>* told) {
    judge_.begin_part(tx, rows);
    for (ServiceRow row : rows) {
      judge_.judge(row);
      if (!told) continue;
      run_.counts.take(row.raw.verdict);
      if (is_told(row.raw.verdict))
        told->push_back(make_import_row(run_.job.realm_id, run_.job.id, row.raw.seq, row.raw.sheet, row.raw.row, row.raw.verdict));
    }
    return {};
  }

  Result<void> write_part(const std::vector<ServiceRow>& rows) {
    const std::int64_t last = rows.back().raw.seq;
    const Counts before = run_.counts;
    TRY([[maybe_unused]] bool written,
        run_.house.database.write(
            [&](store::WriteTx& tx) -> Result<bool> {
              run_.counts = before;
              std::vector<ImportRow> told;
              CHECK_OK(judge_part(tx, rows, &told));
              if (!run_.is_dry_run) {
                tx.insert_all(judge_.given);
                facts::emit_facts(tx, run_.house.ids, judge_.facts);
              }
              CHECK_OK(keep_part(tx, run_, told, rows.front().raw.seq - 1, last));
              return true;
            },
            store::Weight::bulk));
    return {};
  }

  Run& run_;
  ServiceJudge judge_;
  std::int64_t skip_;
  std::atomic<std::int64_t> done_ = 0;
  bool has_written_ = false;
  Parts<ServiceRow> parts_;  // last: it waits for its part before the rest goes
};

}  // namespace

Result<bool> run_services(Run& run, const Progress& progress) {
  const std::int64_t skip = run.is_dry_run ? 0 : run.job.done_rows;
  TRY(ServiceJudge judge, run.house.database.read([&](store::ReadTx& tx) -> Result<ServiceJudge> {
    return ServiceJudge(run.context(), stations::station_places(tx, run.job.realm_id),
                        services::ItemBook(services::list_items(tx, run.job.realm_id)));
  }));
  TRY(const SheetStations of_sheets, run.house.database.read([&](store::ReadTx& tx) -> Result<SheetStations> {
    return SheetStations(run.layout, stations::station_places(tx, run.job.realm_id));
  }));
  ServiceParts parts(run, std::move(judge), skip);
  Result<void> failed;
  TRY(bool finished, each_data_row(run, [&](const RawRow& raw, std::int64_t seq) {
        failed = parts.add(of_sheets.named(read_service_row(raw, seq, run.as_of, run.house.vault)));
        return failed.ok() && (seq % 1000 != 0 || progress(parts.done(), run.job.total_rows));
      }));
  if (!failed.ok()) return std::move(failed).problem();
  if (finished) CHECK_OK(parts.finish());
  return finished;
}

}  // namespace niangjia::census
