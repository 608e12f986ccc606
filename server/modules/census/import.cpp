#include "modules/census/import.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>

#include "base/text.h"
#include "modules/census/column_matcher.h"
#include "modules/census/run.h"
#include "modules/census/store.h"
#include "modules/facts/facts.h"

namespace niangjia::census {

namespace {

Result<record::Blob> digest_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return refuse(Code::not_found, "file.missing", "找不到文件 " + path + "，请检查路径。");
  // Chained over blocks, so that a file of any size is digested in bounded memory.
  Digest digest = sha256("");
  std::string block(1 << 20, '\0');
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0)
    digest = sha256(std::string(bytes_of(digest)) + block.substr(0, static_cast<std::size_t>(in.gcount())));
  return record::Blob{std::string(bytes_of(digest))};
}

Remembered remembered_of(store::ReadTx& tx, Id realm_id) {
  Remembered out;
  for (const auto& [kind, fields] : load_mappings(tx, realm_id))
    for (const auto& [header, word] : fields)
      if (auto field = field_from_word(word)) out[header][kind] = *field;
  return out;
}

// The highest place at which the actor may import: where the job is listed.
std::string place_of(const Scope& scope) {
  return scope.paths().empty() ? std::string() : scope.paths().front();
}

// A CSV has no name of its own for its one sheet; the kept file's would say nothing to anybody.
void name_lone_sheet(Layout& layout, const sheet::Workbook& book, const std::string& file_name) {
  if (book.is_csv() && layout.sheets.size() == 1)
    layout.sheets[0].name = std::filesystem::path(file_name).stem().string();
}

// 服务登记_2021年11月.csv: a file that states no 填报时间 is as of the end of the month (or the day) its name tells.
std::optional<Date> day_in_name(const std::string& file_name) {
  static const std::regex pattern("(20[0-9]{2})年([0-9]{1,2})月(([0-9]{1,2})日)?");
  std::smatch found;
  if (!std::regex_search(file_name, found, pattern)) return std::nullopt;
  const int year = std::stoi(found[1]), month = std::stoi(found[2]);
  auto first = Date::from_ymd(year, month, 1);
  if (!first) return std::nullopt;
  return found[4].matched ? Date::from_ymd(year, month, std::stoi(found[4])) : first->last_of_month();
}

void describe_layout(ImportJob& job, const Layout& layout) {
  job.layout_json = layout_to_json(layout);
  job.kind = layout.kind ? kind_word(*layout.kind) : "";
  job.as_of = layout.as_of;
  job.census_on = layout.census_on;
  job.state = layout.is_complete() ? JobState::uploaded : JobState::mapping;
  job.message = layout.kind ? layout.is_complete() ? "" : "有必填的列没有找到，请对应列后继续。"
                            : "认不出这是哪种表，请选择表种并对应列。";
}

Result<void> save_job(House& house, const Permit& permit, const ImportJob& job, std::string_view reason) {
  Instant now = house.clock.now();
  Id journal_id = house.ids.next();
  auto saved = house.database.write([&](store::WriteTx& tx) -> Result<bool> {
    tx.update(job);
    write_journal(tx, permit, journal_id, now,
                  {"import_job",
                   job.id,
                   job.union_path,
                   {},
                   std::string(record::word_of(job.state)) + job.counts_json,
                   reason});
    return true;
  });
  if (!saved.ok()) return std::move(saved).problem();
  return {};
}

Result<Permit> permit_for(const Actor& actor, const ImportJob& job) {
  return allow(actor, "imports.run", RowPlace{job.realm_id, job.union_path, 0, job.account_id});
}

// Moves a job into `to` if it is in one of `from`; the guard against two clicks is the database's.
Result<void> enter_state(House& house, const ImportJob& job, std::initializer_list<JobState> from,
                         JobState to, bool drop_rows) {
  auto moved = house.database.write([&](store::WriteTx& tx) -> Result<bool> {
    if (!move_job(tx, job.realm_id, job.id, from, to))
      return refuse(Code::conflict, "import.wrong_state",
                    "这次导入现在是“" + std::string(record::label_of(job.state)) + "”，不能进行这一步。");
    if (drop_rows) delete_job_rows(tx, job.realm_id, job.id);
    return true;
  });
  if (!moved.ok()) return std::move(moved).problem();
  return {};
}

Result<bool> run_kind(Run& run, const Progress& progress) {
  switch (run.kind) {
    case Kind::roster:
    case Kind::members:
      return run_people(run, progress);
    case Kind::standing:
      return run_changes(run, progress);
    case Kind::stations:
      return run_stations(run, progress);
    case Kind::services:
      return run_services(run, progress);
    default:
      return run_organisations(run, progress);
  }
}

std::string full_counts(const Run& run) {
  Counts counts = run.counts;
  for (const auto& [code, n] : run.structure) counts.reasons[code] += n;
  return counts.json();
}

Result<void> fail_job(House& house, const Permit& permit, ImportJob job, JobState state, const Problem& why) {
  job.state = state;
  job.message = why.message;
  return save_job(house, permit, job, why.reason);
}

}  // namespace

Result<ImportJob> get_job(House& house, const Actor& actor, Id job_id) {
  TRY(auto job, house.database.read([&](store::ReadTx& tx) -> Result<std::optional<ImportJob>> {
    return find_job(tx, actor.realm_id, job_id);
  }));
  if (!job) return refuse(Code::not_found, "import.unknown", "没有这次导入，可能已被删除。");
  if (auto permit = permit_for(actor, *job); !permit.ok())
    return refuse(Code::not_found, "import.unknown", "没有这次导入，可能已被删除。");
  return std::move(*job);
}

Result<ImportJob> take_file(House& house, const Actor& actor, const FileInput& input) {
  Scope scope = visible(actor, "imports.run");
  if (scope.sees_nothing())
    return refuse(Code::forbidden, "access.forbidden", "您没有导入的权限，请联系安全管理员授权。");
  TRY(auto digest, digest_of_file(input.path));
  TRY(auto book, sheet::Workbook::open(input.path));
  TRY(auto remembered, house.database.read([&](store::ReadTx& tx) -> Result<Remembered> {
    return remembered_of(tx, actor.realm_id);
  }));
  TRY(Layout layout, recognise(*book, input.said, remembered));
  name_lone_sheet(layout, *book, input.file_name);
  if (!layout.as_of) layout.as_of = day_in_name(input.file_name);
  ImportJob job;
  job.realm_id = actor.realm_id;
  job.id = house.ids.next();
  job.union_path = place_of(scope);
  job.account_id = actor.account_id;
  job.file_name = input.file_name;
  job.file_digest = std::move(digest);
  job.stored_path = std::filesystem::absolute(input.path).string();
  job.counts_json = "{}";
  job.created_at = house.clock.now();
  describe_layout(job, layout);
  Id journal_id = house.ids.next();
  TRY([[maybe_unused]] bool made, house.database.write([&](store::WriteTx& tx) -> Result<bool> {
    tx.insert(job);
    write_journal(tx, scope.permit(), journal_id, job.created_at,
                  {"import_job", job.id, job.union_path, {}, job.kind, {}});
    return true;
  }));
  return job;
}

Result<ImportJob> change_mapping(House& house, const Actor& actor, Id job_id, const MappingChange& change) {
  TRY(ImportJob job, get_job(house, actor, job_id));
  TRY(Permit permit, permit_for(actor, job));
  if (job.state != JobState::mapping && job.state != JobState::uploaded && job.state != JobState::checked)
    return refuse(Code::conflict, "import.wrong_state", "这次导入已经开始，不能再改列对应。");
  TRY(Layout layout, layout_from_json(job.layout_json));
  if (change.kind && change.kind != layout.kind) {
    TRY(auto book, sheet::Workbook::open(job.stored_path));
    TRY(layout, recognise(*book, change.kind, {}));
    name_lone_sheet(layout, *book, job.file_name);
    if (!layout.as_of) layout.as_of = day_in_name(job.file_name);
  }
  std::vector<std::pair<std::string, std::string>> learned;
  for (auto& sheet : layout.sheets) {
    auto wanted = change.columns.find(sheet.name);
    if (wanted == change.columns.end()) continue;
    for (auto& column : sheet.columns) {
      auto to = wanted->second.find(column.index);
      if (to == wanted->second.end()) continue;
      column.field = field_from_word(to->second);
      if (column.field) learned.emplace_back(header_key(column.title), to->second);
    }
    if (layout.kind) {
      sheet.missing = missing_of(*layout.kind, [&](Field field) {
        return std::any_of(sheet.columns.begin(), sheet.columns.end(), [&](const Column& c) { return c.field == field; });
      });
      if (sheet.is_of_station) std::erase(sheet.missing, Field::station_name);
      sheet.is_data = sheet.is_data || sheet.missing.empty();
    }
  }
  describe_layout(job, layout);
  CHECK_OK(save_job(house, permit, job, {}));
  TRY([[maybe_unused]] bool kept, house.database.write([&](store::WriteTx& tx) -> Result<bool> {
    for (const auto& [header, field] : learned) keep_mapping(tx, job.realm_id, job.kind, header, field);
    return true;
  }));
  return job;
}

Result<ImportJob> check_job(House& house, const Actor& actor, Id job_id, const Progress& progress) {
  TRY(Run run, open_run(house, actor, job_id, true));
  TRY(Permit permit, permit_for(actor, run.job));
  CHECK_OK(enter_state(house, run.job, {JobState::uploaded, JobState::checked, JobState::checking},
                       JobState::checking, true));
  auto ran = run_kind(run, progress);
  if (!ran.ok()) {
    // What passes by itself (a full disk, a database that starts again) says nothing of the file: it is checked again.
    if (ran.problem().code != Code::unavailable)
      CHECK_OK(fail_job(house, permit, run.job, JobState::failed, ran.problem()));
    return std::move(ran).problem();
  }
  run.job.state = *ran ? JobState::checked : JobState::uploaded;
  run.job.counts_json = full_counts(run);
  run.job.as_of = run.as_of, run.job.census_on = run.census_on;
  CHECK_OK(save_job(house, permit, run.job, {}));
  return run.job;
}

Result<ImportJob> commit_job(House& house, const Actor& actor, Id job_id, const Progress& progress) {
  TRY(Run run, open_run(house, actor, job_id, false));
  TRY(Permit permit, permit_for(actor, run.job));
  bool is_fresh = run.job.state != JobState::committing;
  if (is_fresh) run.job.done_rows = 0, run.counts = {};
  // Two servers that begin the same job: one of them does, the other hears that it has begun.
  CHECK_OK(is_fresh ? enter_state(house, run.job, {JobState::uploaded, JobState::checked}, JobState::committing, true)
                    : enter_state(house, run.job, {JobState::committing}, JobState::committing, false));
  auto ran = run_kind(run, progress);
  if (!ran.ok()) return std::move(ran).problem();  // what is written stays; the job goes on from there
  if (!*ran)
    return refuse(Code::unavailable, "import.stopped", "导入已暂停，已写入的部分不会丢失，可以继续。");
  run.job.state = JobState::done;
  run.job.counts_json = full_counts(run);
  run.job.done_rows = run.job.total_rows;
  run.job.as_of = run.as_of, run.job.census_on = run.census_on;
  run.job.finished_at = house.clock.now();
  TRY([[maybe_unused]] bool told,
      house.database.write(
          [&](store::WriteTx& tx) -> Result<bool> {
            for (auto& pair : likely_duplicates_of(tx, run.job.realm_id, run.job.id)) {
              pair.realm_id = run.job.realm_id;
              pair.id = house.ids.next();
              pair.import_id = run.job.id;
              tx.insert_new(pair);
            }
            return true;
          },
          store::Weight::bulk));
  CHECK_OK(save_job(house, permit, run.job, {}));
  for (;;) {
    TRY(std::int64_t folded, facts::fold_tail(house, run.job.realm_id, 30'000));
    if (folded == 0) break;
  }
  CHECK_OK(house.database.refresh_statistics());
  return run.job;
}

Result<ImportJob> undo_job(House& house, const Actor& actor, Id job_id, std::string_view reason) {
  TRY(ImportJob job, get_job(house, actor, job_id));
  TRY(Permit permit, allow(actor, "imports.undo", RowPlace{job.realm_id, job.union_path, 0, job.account_id}));
  Instant now = house.clock.now();
  Id undo_id = house.ids.next(), journal_id = house.ids.next();
  TRY([[maybe_unused]] bool undone,
      house.database.write(
          [&](store::WriteTx& tx) -> Result<bool> {
            if (!move_job(tx, job.realm_id, job.id, {JobState::done, JobState::committing}, JobState::undone))
              return refuse(Code::conflict, "import.wrong_state", "只有已导入的批次可以撤回。");
            auto standing = what_stands_on(tx, job.realm_id, job.id);
            if (!standing.empty()) {
              return refuse(Code::conflict, "import.built_upon",
                            "不能撤回：" + join(standing, "，") + "。请先处理后来的登记，或逐条更正。");
            }
            facts::counter_import(tx, house.ids, job.realm_id, job.id, undo_id);
            restore_standings(tx, job.realm_id, job.id);
            empty_gaps(tx, job.realm_id, job.id, now);
            empty_place_gaps(tx, job.realm_id, job.id, now);
            remove_import(tx, job.realm_id, job.id);
            write_journal(tx, permit, journal_id, now,
                          {"import_job", job.id, job.union_path, job.counts_json, "undone", reason});
            return true;
          },
          store::Weight::bulk));
  return get_job(house, actor, job_id);
}

}  // namespace niangjia::census
