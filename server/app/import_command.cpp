#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "app/commands.h"
#include "base/text.h"
#include "modules/census/import.h"

namespace niangjia::app {

namespace {

using census::Kind;

// Which kind must stand before which: a roster knows its outlets, members their unions, changes their members.
int rank_of(const census::ImportJob& job) {
  auto kind = census::kind_from_word(job.kind);
  if (!kind) return 99;
  switch (*kind) {
    case Kind::unions: return 0;
    case Kind::coverage: return 1;
    case Kind::outlets: return 2;
    case Kind::roster: return 3;
    case Kind::members: return 4;
    case Kind::standing: return 5;
    case Kind::stations: return 6;
    case Kind::services: return 7;
  }
  return 99;
}

std::string report_path(const CommonOptions&, const ImportCommand& command, const std::string& file) {
  std::filesystem::path source(file);
  std::filesystem::path folder = command.report_folder.empty() ? std::filesystem::temp_directory_path() / "niangjia-reports"
                                                               : std::filesystem::path(command.report_folder);
  std::error_code ec;
  std::filesystem::create_directories(folder, ec);
  return (folder / (source.stem().string() + "_导入结果_" + std::to_string(getpid()) + ".xlsx")).string();
}

std::string name_in_file(const std::vector<std::string>& files) {  // 柯桥区总工会_会员信息采集表_2021年11月.xlsx
  for (const auto& file : files) {
    std::string stem = std::filesystem::path(file).stem().string();
    auto at = stem.find("总工会");
    if (at != std::string::npos) return stem.substr(0, at) + "总工会";
  }
  return {};
}

std::string answer_json(const FileAnswer& a) {
  std::string out = "{\"file\":";
  append_json_string(out, a.file);
  out += ",\"kind\":";
  a.kind.empty() ? out += "null" : (append_json_string(out, a.kind), out);
  out += ",\"job\":";
  a.job.empty() ? out += "null" : (append_json_string(out, a.job), out);
  if (a.counts_json.size() > 2) out += "," + a.counts_json.substr(1, a.counts_json.size() - 2);
  else out += R"(,"rows":0,"accepted":0,"rejected":0,"merged":0,"pending":0,"skipped":0,"warned":0,"reasons":{})";
  out += ",\"report\":";
  a.report.empty() ? out += "null" : (append_json_string(out, a.report), out);
  if (a.problem) {
    out += ",\"error\":{\"reason\":";
    append_json_string(out, a.problem->reason);
    out += ",\"message\":";
    append_json_string(out, a.problem->message);
    out += "}";
  }
  return out + "}";
}

void print_plain(const FileAnswer& a) {
  std::cout << a.file << "：";
  if (a.problem) {
    std::cout << a.problem->message << "\n";
    return;
  }
  auto counts = census::Counts::from_json(a.counts_json);
  auto kind = census::kind_from_word(a.kind);
  std::cout << (kind ? census::kind_label(*kind) : "") << "，共 " << counts.rows << " 行：接受 " << counts.accepted << "，退回 "
            << counts.rejected << "，合并 " << counts.merged << "，待处理 " << counts.pending << "，不计 " << counts.skipped
            << "，提醒 " << counts.warned << "\n  结果表：" << a.report << "\n";
}

}  // namespace

std::vector<FileAnswer> import_files(OpenHouse& open, const Actor& actor, const ImportCommand& command,
                                     const std::function<void(std::string_view, std::int64_t, std::int64_t)>& progress) {
  std::vector<FileAnswer> answers(command.files.size());
  std::vector<std::pair<int, std::size_t>> order;
  std::vector<std::optional<census::ImportJob>> jobs(command.files.size());
  for (std::size_t i = 0; i < command.files.size(); ++i) {
    answers[i].file = command.files[i];
    census::FileInput input{command.files[i], std::filesystem::path(command.files[i]).filename().string(),
                            census::kind_from_word(command.kind)};
    auto job = census::take_file(*open.house, actor, input);
    if (!job.ok()) {
      answers[i].problem = job.problem();
      continue;
    }
    answers[i].kind = job->kind;
    answers[i].job = id_to_wire("job", job->id);
    if (job->state == census::JobState::mapping) {
      answers[i].problem = refuse(Code::invalid, "import.mapping_needed", job->message);
      continue;
    }
    order.emplace_back(rank_of(*job), i);
    jobs[i] = std::move(*job);
  }
  std::stable_sort(order.begin(), order.end());
  for (auto [rank, i] : order) {
    auto tell_progress = [&](std::int64_t done, std::int64_t total) {
      progress(command.files[i], done, total);
      return true;
    };
    Id id = jobs[i]->id;
    auto done = command.dry_run ? census::check_job(*open.house, actor, id, tell_progress)
                                : census::commit_job(*open.house, actor, id, tell_progress);
    if (!done.ok()) {
      answers[i].problem = done.problem();
      continue;
    }
    answers[i].counts_json = done->counts_json;
  }
  return answers;
}

int run_import(const CommonOptions& common, const ImportCommand& command) {
  if (!command.kind.empty() && !census::kind_from_word(command.kind))
    return tell(refuse(Code::invalid, "import.unknown_kind",
                       "不认识的表种 " + command.kind + "，应为 outlets roster unions coverage members standing stations services 之一。"),
                common.json),
           2;
  auto open = open_house(common, Opening::read_write);
  if (!open.ok()) return tell(open.problem(), common.json);
  if (auto made = ensure_realm(*open, common, name_in_file(command.files)); !made.ok())
    return tell(made.problem(), common.json);
  auto actor = acting(*open, common);
  if (!actor.ok()) return tell(actor.problem(), common.json);
  bool on_terminal = isatty(STDERR_FILENO) != 0;
  auto answers = import_files(*open, *actor, command, [&](std::string_view file, std::int64_t done, std::int64_t) {
    if (on_terminal) std::cerr << "\r" << file << "：已处理 " << done << " 行" << std::flush;
  });
  if (on_terminal) std::cerr << "\n";
  int exit_code = 0;
  for (auto& answer : answers) {
    if (answer.problem) {
      exit_code = std::max(exit_code, exit_code_of(*answer.problem));
      if (answer.problem->code == Code::internal) std::cerr << answer.problem->inside.text << "\n";
    } else {
      std::string path = report_path(common, command, answer.file);
      auto written = census::write_report(*open->house, *actor, id_from_wire("job", answer.job).value_or(0), path);
      if (written.ok()) answer.report = path;
      else std::cerr << written.problem().message << "\n";
    }
    if (common.json) std::cout << answer_json(answer) << "\n";
    else print_plain(answer);
  }
  return exit_code;
}

}  // namespace niangjia::app
