// A ledger of services, judged and written in parts; it goes on after a stop.
#include "modules/census/run.h"
#include "modules/census/service_judge.h"
#include "modules/facts/facts.h"

namespace niangjia::census {

namespace {

constexpr std::size_t kPartRows = 7'500;

class ServiceParts {
 public:
  ServiceParts(Run& run, ServiceJudge judge, std::int64_t skip) : run_(run), judge_(std::move(judge)), skip_(skip) {}

  Result<void> add(ServiceRow row) {
    rows_.push_back(std::move(row));
    return rows_.size() < kPartRows ? Result<void>() : flush();
  }

  Result<void> flush() {
    if (rows_.empty()) return {};
    const std::int64_t last = rows_.back().raw.seq;
    // Rows of a stopped commit are on record already: they are only read past, so that later ones are judged alike.
    if (last <= skip_) CHECK_OK(run_.house.database.read([&](store::ReadTx& tx) { return judge_part(tx, nullptr); }));
    else CHECK_OK(write_part(last));
    judge_.confirm_part();
    rows_.clear();
    return {};
  }

 private:
  Result<void> judge_part(store::ReadTx& tx, std::vector<ImportRow>* told) {
    judge_.begin_part(tx, rows_);
    for (ServiceRow row : rows_) {
      judge_.judge(row);
      if (!told) continue;
      run_.counts.take(row.raw.verdict);
      if (is_told(row.raw.verdict))
        told->push_back(make_import_row(run_.job.realm_id, run_.job.id, row.raw.seq, row.raw.sheet, row.raw.row, row.raw.verdict));
    }
    return {};
  }

  Result<void> write_part(std::int64_t last) {
    const Counts before = run_.counts;
    TRY([[maybe_unused]] bool written,
        run_.house.database.write(
            [&](store::WriteTx& tx) -> Result<bool> {
              run_.counts = before;
              std::vector<ImportRow> told;
              CHECK_OK(judge_part(tx, &told));
              if (!run_.is_dry_run) {
                tx.insert_all(judge_.given);
                facts::emit_facts(tx, run_.house.ids, judge_.facts);
              }
              CHECK_OK(keep_part(tx, run_, told, last - static_cast<std::int64_t>(rows_.size()), last));
              return true;
            },
            store::Weight::bulk));
    return {};
  }

  Run& run_;
  ServiceJudge judge_;
  std::int64_t skip_;
  std::vector<ServiceRow> rows_;
};

}  // namespace

Result<bool> run_services(Run& run, const Progress& progress) {
  const std::int64_t skip = run.is_dry_run ? 0 : run.job.done_rows;
  TRY(ServiceJudge judge, run.house.database.read([&](store::ReadTx& tx) -> Result<ServiceJudge> {
    return ServiceJudge(run.context(), stations::station_places(tx, run.job.realm_id),
                        services::ItemBook(services::list_items(tx, run.job.realm_id)));
  }));
  ServiceParts parts(run, std::move(judge), skip);
  Result<void> failed;
  TRY(bool finished, each_data_row(run, [&](const RawRow& raw, std::int64_t seq) {
        failed = parts.add(read_service_row(raw, seq, run.as_of, run.house.vault));
        return failed.ok() && (seq % 1000 != 0 || progress(seq, run.job.total_rows));
      }));
  if (!failed.ok()) return std::move(failed).problem();
  if (finished) CHECK_OK(parts.flush());
  return finished;
}

}  // namespace niangjia::census
