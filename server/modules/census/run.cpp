#include "modules/census/run.h"

#include <algorithm>
#include <utility>

#include "modules/census/parts.h"
#include "modules/census/store.h"
#include "modules/facts/facts.h"

namespace niangjia::census {

namespace {

// Data rows of one transaction. Indexes by blind index are hit at random, so every part writes nearly all
// their pages once more: fewer parts write less. Interactive writes wait at most one part, about half a
// second.
constexpr std::size_t kPartRows = 7'500;

std::string_view structure_code(RowSort sort) {
  switch (sort) {
    case RowSort::blank:
      return "rows_empty";
    case RowSort::sequence_only:
      return "rows_only_seq";
    case RowSort::subtotal:
      return "rows_subtotal";
    case RowSort::total:
      return "rows_total";
    case RowSort::repeated_header:
      return "rows_repeated_header";
    case RowSort::footer:
      return "rows_footer";
    case RowSort::data:
      break;
  }
  return {};
}

Date month_end_before(Date day) { return day.first_of_month().plus_days(-1); }

Result<void> write_people(store::WriteTx& tx, IdMaker& ids, Id realm_id, PersonWrites& w, Instant now) {
  tx.insert_all(w.new_people);
  for (const auto& [id, person] : w.changed_people) update_standing(tx, person);
  tx.insert_all(w.events);
  for (Id person : w.released) release_claim(tx, realm_id, person);
  tx.insert_all(w.claims);
  tx.insert_all(w.transfers);
  for (Id request : w.closed_transfers) close_transfer(tx, realm_id, request, "done");
  for (Id request : w.overtaken_transfers) close_transfer(tx, realm_id, request, "withdrawn");
  tx.insert_all(w.work);
  for (const GapFilling& filling : w.filled)
    if (!fill_gap(tx, filling, now)) return refuse(Code::conflict, "import.changed_meanwhile", "导入时有会员的信息正被他人修改，请稍后再导入。");
  facts::emit_facts(tx, ids, w.facts);
  tx.insert_all(w.journal);
  return {};
}

// One part: judged and, unless dry, written in one transaction. Runs beside the reading of the next part.
class PartWriter {
 public:
  PartWriter(Run& run, store::Scratch* changes)
      : run_(run), judge_(run.context(), changes), parts_(kPartRows, [this](const auto& rows) { return run_part(rows); }) {}

  Result<void> add(PersonRow row) { return parts_.add(std::move(row)); }
  Result<void> flush() { return parts_.flush(); }
  Result<void> wait() { return parts_.wait(); }
  std::int64_t done() const { return done_; }
  void start_from(std::int64_t done) { done_ = done; }

 private:
  Result<void> run_part(const std::vector<PersonRow>& rows) {
    Counts before = run_.counts;
    std::vector<ImportRow> told;
    auto judge_all = [&](store::ReadTx& tx) -> Result<void> {
      run_.counts = before;
      told.clear();
      CHECK_OK(judge_.begin_chunk(tx, rows));
      for (PersonRow row : rows) {
        judge_.judge(row);
        run_.counts.take(row.verdict);
        if (is_told(row.verdict))
          told.push_back(
              make_import_row(run_.job.realm_id, run_.job.id, row.seq, row.sheet, row.row, row.verdict));
      }
      return {};
    };
    std::int64_t done = done_ + static_cast<std::int64_t>(rows.size());
    if (run_.is_dry_run) CHECK_OK(run_.house.database.read([&](store::ReadTx& tx) { return judge_all(tx); }));
    auto written = run_.house.database.write(
        [&](store::WriteTx& tx) -> Result<bool> {
          if (!run_.is_dry_run) {
            CHECK_OK(judge_all(tx));
            CHECK_OK(write_people(tx, run_.house.ids, run_.job.realm_id, judge_.writes, run_.house.clock.now()));
          }
          CHECK_OK(keep_part(tx, run_, told, done_, done));
          return true;
        },
        store::Weight::bulk);
    if (!written.ok()) return std::move(written).problem();
    judge_.confirm_chunk();
    done_ = done;
    // A table that was empty until now tells the planner nothing true of the parts to come.
    if (!run_.is_dry_run && !std::exchange(has_written_, true))
      return run_.house.database.refresh_statistics();
    return {};
  }

  Run& run_;
  PersonJudge judge_;
  std::atomic<std::int64_t> done_ = 0;
  bool has_written_ = false;
  Parts<PersonRow> parts_;  // last: it waits for its part before the rest goes
};

}  // namespace

bool is_told(const Verdict& verdict) { return verdict.outcome != Outcome::accepted || !verdict.hits.empty(); }

JudgeContext Run::context() const {
  return {job.realm_id,      job.id, kind,      library,   house.vault, house.ids, scope.permit(), scope,
          house.clock.now(), as_of,  census_on, is_dry_run};
}

Result<Run> open_run(House& house, const Actor& actor, Id job_id, bool is_dry_run) {
  TRY(ImportJob job, get_job(house, actor, job_id));
  TRY(Layout layout, layout_from_json(job.layout_json));
  if (!layout.is_complete())
    return refuse(Code::conflict, "import.mapping_needed", "还有必填的列没有对应，请先完成列对应。");
  TRY(auto book, sheet::Workbook::open(job.stored_path));
  TRY(Library library,
      house.database.read([&](store::ReadTx& tx) { return load_library(tx, job.realm_id); }));
  Run run{house,
          std::move(job),
          std::move(layout),
          Kind::outlets,
          std::move(book),
          std::move(library),
          visible(actor, "imports.run"),
          is_dry_run,
          {},
          {},
          {},
          {}};
  run.kind = *run.layout.kind;
  Date today = house.clock.today();
  run.as_of = std::min(run.layout.as_of.value_or(today), today);
  // A form handed in early in a month tells of the end of the month before, unless it states its 统计时点.
  run.census_on = std::min(run.layout.census_on.value_or(month_end_before(run.as_of)), run.as_of);
  if (!is_dry_run && run.job.done_rows > 0) run.counts = Counts::from_json(run.job.counts_json);
  return run;
}

Result<bool> each_data_row(Run& run, const std::function<bool(const RawRow&, std::int64_t)>& each) {
  std::int64_t seq = 0;
  bool finished = true;
  run.structure.clear();
  auto keep_width = [&run](const RawRow& raw) {
    for (auto& sheet : run.layout.sheets)
      if (sheet.sheet == raw.sheet) sheet.width = raw.width;
  };
  CHECK_OK(read_rows(*run.book, run.layout, [&](const RawRow& raw) {
    keep_width(raw);
    if (raw.sort != RowSort::data) {
      ++run.structure[std::string(structure_code(raw.sort))];
      return true;
    }
    finished = each(raw, ++seq);
    return finished;
  }));
  if (finished) run.job.total_rows = seq, run.job.layout_json = layout_to_json(run.layout);
  return finished;
}

Result<void> keep_part(store::WriteTx& tx, Run& run, const std::vector<ImportRow>& told, std::int64_t from,
                       std::int64_t done) {
  tx.insert_all(told);
  if (!keep_progress(tx, run.job.realm_id, run.job.id, from, done, run.is_dry_run, run.counts.json()))
    return refuse(Code::conflict, "import.taken_over", "这次导入正由另一个进程处理，请稍后查看结果。");
  return {};
}

Result<bool> run_people(Run& run, const Progress& progress) {
  PersonReading reading{run.house.vault, run.kind, run.census_on, run.as_of};
  PartWriter parts(run, nullptr);
  std::int64_t skip = run.is_dry_run ? 0 : run.job.done_rows;
  parts.start_from(skip);
  Result<void> failed;
  TRY(bool finished, each_data_row(run, [&](const RawRow& raw, std::int64_t seq) {
        if (seq <= skip) return true;
        failed = parts.add(read_person_row(raw, seq, reading));
        return failed.ok() && (seq % 1000 != 0 || progress(parts.done(), run.job.total_rows));
      }));
  if (!failed.ok()) {
    (void)parts.wait();
    return std::move(failed).problem();
  }
  if (finished) CHECK_OK(parts.flush());
  CHECK_OK(parts.wait());
  return finished;
}

namespace {

// Told when a change is staged: what the row says wrong in itself.
void judge_alone(const Run& run, PersonRow& row) {
  bool is_correction = false;
  auto kind = event_kind_from(row.event_text, is_correction);
  if (is_correction) {
    row.verdict.hits.clear();
    row.verdict.add("correction_not_an_event", Field::event_kind);
    row.verdict.settle(Outcome::skipped);
    return;
  }
  auto refuse_row = [&](std::string_view code, Field field) {
    row.verdict.add(code, field);
    row.verdict.settle(Outcome::rejected);
  };
  if (row.verdict.outcome == Outcome::rejected) return;
  if (!kind) return refuse_row("unknown_event", Field::event_kind);
  if (!row.day) return refuse_row("event_bad_date", Field::event_on);
  if (*row.day > run.as_of) return refuse_row("event_future_date", Field::event_on);
}

void stage_half(const Run& run, store::Scratch& scratch, const PersonRow& row) {
  bool is_correction = false;
  auto kind = event_kind_from(row.event_text, is_correction);
  bool is_out = kind == members::EventKind::transfer_out, is_in = kind == members::EventKind::transfer_in;
  if (!is_out && !is_in) return;
  int count = 0, other_count = 0;
  const UnionPlace* place = run.library.unions.by_name(row.union_key, count);
  const UnionPlace* other = run.library.unions.by_name(row.other_union_key, other_count);
  if (place && other) keep_half(scratch, row.identity_index.bytes, is_out, place->id, other->id, row.seq);
}

}  // namespace

Result<bool> run_changes(Run& run, const Progress& progress) {
  TRY(auto scratch, store::Scratch::create());
  make_change_tables(*scratch);
  PersonReading reading{run.house.vault, run.kind, run.as_of, run.as_of};
  scratch->execute("BEGIN");
  TRY(bool staged, each_data_row(run, [&](const RawRow& raw, std::int64_t seq) {
        PersonRow row = read_person_row(raw, seq, reading);
        judge_alone(run, row);
        if (row.verdict.outcome == Outcome::accepted) stage_half(run, *scratch, row);
        keep_change(*scratch, row.day ? row.day->days() : INT32_MIN, seq, pack_person_row(row));
        return seq % 1000 != 0 || progress(run.job.done_rows, 0);
      }));
  scratch->execute("COMMIT");
  if (!staged) return false;
  PartWriter parts(run, scratch.get());
  std::int64_t skip = run.is_dry_run ? 0 : run.job.done_rows;
  parts.start_from(skip);
  Result<void> failed;
  bool finished = true;
  std::int64_t n = 0;
  // Parts are judged while the next ones are read, and both ask the scratch file: so they take turns.
  std::vector<std::string> packed;
  auto hand_over = [&]() -> Result<void> {
    for (const auto& one : packed) CHECK_OK(parts.add(unpack_person_row(one)));
    packed.clear();
    CHECK_OK(parts.flush());
    return parts.wait();
  };
  for (std::int64_t at = skip; finished;) {
    read_changes(*scratch, at, [&](std::string_view one) {
      packed.emplace_back(one);
      return packed.size() < kPartRows - 1;
    });
    if (packed.empty()) break;
    at += static_cast<std::int64_t>(packed.size());
    n = at;
    failed = hand_over();
    if (!failed.ok()) return std::move(failed).problem();
    finished = progress(n, run.job.total_rows);
  }
  return finished;
}

std::vector<ImportRow> told_rows(Run& run, const std::vector<OrganisationRow>& rows) {
  std::vector<ImportRow> told;
  run.counts = {};
  for (const auto& row : rows) {
    run.counts.take(row.verdict);
    if (is_told(row.verdict))
      told.push_back(make_import_row(run.job.realm_id, run.job.id, row.seq, row.sheet, row.row, row.verdict));
  }
  return told;
}

Result<bool> run_organisations(Run& run, const Progress& progress) {
  std::vector<OrganisationRow> rows;
  TRY(bool finished, each_data_row(run, [&](const RawRow& raw, std::int64_t seq) {
        rows.push_back(read_organisation_row(raw, seq));
        return seq % 1000 != 0 || progress(0, 0);
      }));
  if (!finished) return false;
  if (!run.is_dry_run && run.job.done_rows > 0)
    return true;  // written whole before a stop: only the end is missing
  auto written = run.house.database.write(
      [&](store::WriteTx& tx) -> Result<bool> {
        OrganisationJudge judge(run.context());
        std::vector<OrganisationRow> fresh = rows;
        CHECK_OK(judge.judge(tx, fresh));
        std::vector<ImportRow> told = told_rows(run, fresh);
        if (!run.is_dry_run) {
          OrganisationWrites& w = judge.writes;
          if (judge.segments_wanted > 0)
            judge.give_segments(unions::reserve_segments(tx, run.job.realm_id, judge.segments_wanted));
          tx.insert_all(w.brands);
          tx.insert_all(w.units);
          tx.insert_all(w.outlets);
          for (const auto& [outlet, seen_at] : w.filled_outlets)
            if (!save_filled(tx, outlet, seen_at))
              return refuse(Code::conflict, "import.changed_meanwhile", "导入时有网点正被他人修改，请稍后再导入。");
          tx.insert_all(w.gaps);
          for (const auto& u : w.changed_unions) tx.update(u);
          tx.insert_all(w.unions);
          tx.insert_all(w.changes);
          tx.insert_all(w.covers);
          facts::emit_facts(tx, run.house.ids, w.facts);
          tx.insert_all(w.journal);
        }
        CHECK_OK(keep_part(tx, run, told, 0, static_cast<std::int64_t>(rows.size())));
        return true;
      },
      store::Weight::bulk);
  if (!written.ok()) return std::move(written).problem();
  return progress(run.job.total_rows, run.job.total_rows);
}

}  // namespace niangjia::census
