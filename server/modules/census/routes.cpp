#include "modules/census/routes.h"

#include <boost/json.hpp>
#include <filesystem>

#include "access/request_actor.h"
#include "base/text.h"
#include "modules/census/store.h"

namespace niangjia::census {

namespace {

using http::Method;
using http::Request;
using http::Response;

template <class T>
Response answer(const Result<T>& result, const Request& request, const std::function<Response(const T&)>& good) {
  return result.ok() ? good(*result) : http::problem(result.problem(), request.request_id);
}

std::string text_json(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

Id job_id_of(const Request& request) {
  auto it = request.parameters.find("id");
  return it == request.parameters.end() ? 0 : id_from_wire("job", it->second).value_or(0);
}

std::string allowed_words(const ImportJob& job) {
  switch (job.state) {
    case JobState::mapping: return R"(["imports.map"])";
    case JobState::uploaded: return R"(["imports.map","imports.check","imports.commit"])";
    case JobState::checked: return R"(["imports.map","imports.commit"])";
    case JobState::committing: return R"([])";
    case JobState::done: return R"(["imports.undo"])";
    default: return "[]";
  }
}

std::string reasons_json(const Counts& counts) {
  std::string out = "[";
  for (const auto& [code, n] : counts.reasons) {
    const Reason* reason = find_reason(code);
    if (out.size() > 1) out += ',';
    std::string_view severity = !reason                                 ? "note"
                                : reason->severity == Severity::error   ? "error"
                                : reason->severity == Severity::warning ? "warning"
                                : reason->severity == Severity::fixed   ? "fixed"
                                                                        : "note";
    out += "{\"code\":" + text_json(code) + ",\"label\":" + text_json(reason ? reason->sentence : code) +
           ",\"count\":" + std::to_string(n) + ",\"severity\":\"" + std::string(severity) + "\"}";
  }
  return out + "]";
}

std::string fields_json(Kind kind) {
  std::string out = "[";
  const KindInfo& info = info_of(kind);
  auto add = [&](Field field, bool required) {
    if (out.size() > 1) out += ',';
    out += "{\"name\":" + text_json(info_of(field).word) + ",\"label\":" + text_json(info_of(field).label) +
           ",\"required\":" + (required ? "true" : "false") + "}";
  };
  for (Field f : info.required) add(f, true);
  for (Field f : info.optional) add(f, false);
  return out + "]";
}

std::string sheets_json(const Layout& layout) {
  std::string out = "[";
  for (const auto& s : layout.sheets) {
    if (out.size() > 1) out += ',';
    out += "{\"name\":" + text_json(s.name) + ",\"is_data\":" + (s.is_data ? "true" : "false") +
           ",\"skipped\":" + (s.is_data ? "false" : "true") + ",\"header_row\":" + std::to_string(s.header_row) +
           ",\"columns\":[";
    for (std::size_t i = 0; i < s.columns.size(); ++i) {
      const Column& c = s.columns[i];
      if (i) out += ',';
      out += "{\"index\":" + std::to_string(c.index) + ",\"title\":" + text_json(c.title) + ",\"field\":" +
             (c.field ? text_json(info_of(*c.field).word) : std::string("null")) + ",\"sample\":[";
      for (std::size_t j = 0; j < c.samples.size(); ++j) out += (j ? "," : "") + text_json(c.samples[j]);
      out += "]}";
    }
    out += "],\"missing\":[";
    for (std::size_t i = 0; i < s.missing.size(); ++i) out += (i ? "," : "") + text_json(info_of(s.missing[i]).label);
    out += "]}";
  }
  return out + "]";
}

std::string job_json(const ImportJob& job, bool with_layout) {
  Counts counts = Counts::from_json(job.counts_json);
  auto kind = kind_from_word(job.kind);
  std::string more = "\"kind_label\":" + text_json(kind ? kind_label(*kind) : "未识别") +
                     ",\"state_label\":" + text_json(record::label_of(job.state)) +
                     ",\"rows\":" + std::to_string(counts.rows ? counts.rows : job.total_rows) +
                     ",\"accepted\":" + std::to_string(counts.accepted) + ",\"rejected\":" + std::to_string(counts.rejected) +
                     ",\"merged\":" + std::to_string(counts.merged) + ",\"pending\":" + std::to_string(counts.pending) +
                     ",\"skipped\":" + std::to_string(counts.skipped) + ",\"warned\":" + std::to_string(counts.warned) +
                     ",\"progress\":" + std::to_string(counts.rows) + ",\"reasons\":" + reasons_json(counts) +
                     ",\"allowed\":" + allowed_words(job);
  if (with_layout) {
    if (auto layout = layout_from_json(job.layout_json); layout.ok()) more += ",\"sheets\":" + sheets_json(*layout);
    more += ",\"fields\":" + (kind ? fields_json(*kind) : std::string("[]"));  // none until the kind is said
  }
  return record::to_json(job, nullptr, more);
}

// Takes the uploaded file into the folder and looks at it; a good layout is checked at once.
Response post_import(House& house, JobThread& jobs, const std::string& folder, const Actor& actor, const Request& request) {
  if (request.body_file.empty())
    return http::problem(refuse(Code::invalid, "file.empty", "没有收到文件，请重新选择后上传。"), request.request_id);
  std::string name = request.upload_name.empty() ? "上传文件" : request.upload_name;
  std::string kept = folder + "/" + id_to_wire("file", house.ids.next());
  std::error_code ec;
  std::filesystem::rename(request.body_file, kept, ec);
  if (ec) std::filesystem::copy_file(request.body_file, kept, ec);
  if (ec)
    return http::problem(refuse(Code::unavailable, "store.full", "文件没有存下，请检查磁盘空间后重试。"), request.request_id);
  FileInput input{kept, name, kind_from_word(request.query_value("kind"))};
  auto job = take_file(house, actor, input);
  if (!job.ok()) {
    std::filesystem::remove(kept, ec);
    return http::problem(job.problem(), request.request_id);
  }
  if (job->state == JobState::uploaded) jobs.check(actor, job->id);
  return http::json(201, job_json(*job, true));
}

Response put_mapping(House& house, JobThread& jobs, const Actor& actor, const Request& request) {
  boost::system::error_code ec;
  auto body = boost::json::parse(request.body, ec);
  Problem bad = refuse(Code::invalid, "json.malformed", "列对应的内容不正确，请刷新页面后重试。");
  if (ec || !body.is_object()) return http::problem(bad, request.request_id);
  MappingChange change;
  const auto& root = body.get_object();
  if (auto it = root.find("kind"); it != root.end() && it->value().is_string())
    change.kind = kind_from_word(std::string_view(it->value().get_string()));
  if (auto it = root.find("sheets"); it != root.end() && it->value().is_array())
    for (const auto& sheet : it->value().get_array()) {
      if (!sheet.is_object()) return http::problem(bad, request.request_id);
      const auto* name = sheet.get_object().if_contains("name");
      const auto* columns = sheet.get_object().if_contains("columns");
      if (!name || !name->is_string() || !columns || !columns->is_object()) return http::problem(bad, request.request_id);
      for (const auto& [index, field] : columns->get_object())
        change.columns[std::string(std::string_view(name->get_string()))]
                      [static_cast<std::uint32_t>(std::strtoul(std::string(index).c_str(), nullptr, 10))] =
            field.is_string() ? std::string(std::string_view(field.get_string())) : "";
    }
  auto job = change_mapping(house, actor, job_id_of(request), change);
  if (job.ok() && job->state == JobState::uploaded) jobs.check(actor, job->id);
  return answer<ImportJob>(job, request, [](const ImportJob& j) { return http::json(200, job_json(j, true)); });
}

Response list_imports(House& house, const Actor& actor, const Request& request) {
  Scope scope = visible(actor, "imports.run");
  Id after = id_from_wire("job", request.query_value("after")).value_or(0);
  auto jobs = house.database.read([&](store::ReadTx& tx) -> Result<std::vector<ImportJob>> {
    return list_jobs(tx, scope, request.query_value("state") == "waiting", after, 51);
  });
  return answer<std::vector<ImportJob>>(jobs, request, [](const std::vector<ImportJob>& list) {
    std::string out = "{\"items\":[";
    for (std::size_t i = 0; i < list.size() && i < 50; ++i) out += (i ? "," : "") + job_json(list[i], false);
    out += "],\"next\":" + text_json(list.size() > 50 ? id_to_wire("job", list[49].id) : "") + "}";
    return http::json(200, std::move(out));
  });
}

std::string row_json(const ImportRow& row, const std::vector<std::string>& sheet_names) {
  auto sheet = static_cast<std::size_t>(row.sheet);
  std::string more = "\"row\":" + std::to_string(row.row_number) + ",\"change\":" + text_json(row.change_text) +
                     ",\"sheet_name\":" + text_json(sheet < sheet_names.size() ? sheet_names[sheet] : "") + ",\"reasons\":[";
  bool first = true;
  for (const Hit& hit : hits_of(row)) {
    more += (first ? "{\"code\":" : ",{\"code\":") + text_json(hit.code) + ",\"message\":" + text_json(sentence_of(hit)) + "}";
    first = false;
  }
  return record::to_json(row, nullptr, more + "]");
}

Response list_rows(House& house, const Actor& actor, const Request& request) {
  auto job = get_job(house, actor, job_id_of(request));
  if (!job.ok()) return http::problem(job.problem(), request.request_id);
  std::int64_t after = std::strtoll(request.query_value("after").c_str(), nullptr, 10);
  auto rows = house.database.read([&](store::ReadTx& tx) -> Result<std::vector<ImportRow>> {
    return list_job_rows(tx, job->realm_id, job->id, request.query_value("outcome"), request.query_value("reason"), after, 101);
  });
  std::vector<std::string> names;
  if (auto layout = layout_from_json(job->layout_json); layout.ok())
    for (const auto& s : layout->sheets) names.push_back(s.name);
  return answer<std::vector<ImportRow>>(rows, request, [&](const std::vector<ImportRow>& list) {
    std::string out = "{\"items\":[";
    for (std::size_t i = 0; i < list.size() && i < 100; ++i) out += (i ? "," : "") + row_json(list[i], names);
    out += "],\"next\":" + text_json(list.size() > 100 ? std::to_string(list[99].seq) : "") + "}";
    return http::json(200, std::move(out));
  });
}

Response download_report(House& house, const std::string& folder, const Actor& actor, const Request& request) {
  auto job = get_job(house, actor, job_id_of(request));
  if (!job.ok()) return http::problem(job.problem(), request.request_id);
  std::string path = folder + "/" + id_to_wire("rpt", house.ids.next()) + ".xlsx";
  auto written = write_report(house, actor, job->id, path);
  if (!written.ok()) return http::problem(written.problem(), request.request_id);
  Response response;
  response.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  response.file = path;
  response.remove_file_after = true;
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"import-result.xlsx\"");
  return response;
}

Response follow(House& house, const Actor& actor, const Request& request) {
  auto job = get_job(house, actor, job_id_of(request));
  if (!job.ok()) return http::problem(job.problem(), request.request_id);
  Response response;
  response.events = [&house, actor, id = job->id, ended = false](std::string& out) mutable {
    if (ended) return false;
    auto now = get_job(house, actor, id);
    if (!now.ok()) return false;
    Counts counts = Counts::from_json(now->counts_json);
    out += "event: progress\ndata: {\"state\":\"" + std::string(record::word_of(now->state)) +
           "\",\"progress\":" + std::to_string(counts.rows) + ",\"rows\":" + std::to_string(now->total_rows) + "}\n\n";
    ended = now->state != JobState::checking && now->state != JobState::committing && now->state != JobState::uploaded;
    return true;
  };
  return response;
}

}  // namespace

void add_routes(http::Router& router, House& house, JobThread& jobs, const std::string& folder) {
  auto add = [&](Method method, std::string pattern, std::string action, std::string summary, ActorHandler handler,
                 http::Limits limits = {}) {
    router.add({method, "/api/v1" + pattern, action, std::move(summary), with_actor(house, action, std::move(handler)),
                limits, {}, {}});
  };
  http::Limits upload{512ull << 20, true, 120'000, 0};
  add(Method::post, "/imports", "imports.run", "上传文件",
      [&house, &jobs, folder](const Actor& a, const Request& r) { return post_import(house, jobs, folder, a, r); }, upload);
  add(Method::get, "/imports", "imports.run", "导入批次",
      [&house](const Actor& a, const Request& r) { return list_imports(house, a, r); });
  add(Method::get, "/imports/{id}", "imports.run", "一个导入批次", [&house](const Actor& a, const Request& r) {
    return answer<ImportJob>(get_job(house, a, job_id_of(r)), r,
                             [](const ImportJob& j) { return http::json(200, job_json(j, true)); });
  });
  add(Method::get, "/imports/{id}/rows", "imports.run", "逐行结果",
      [&house](const Actor& a, const Request& r) { return list_rows(house, a, r); });
  add(Method::put, "/imports/{id}/mapping", "imports.run", "列对应",
      [&house, &jobs](const Actor& a, const Request& r) { return put_mapping(house, jobs, a, r); });
  add(Method::post, "/imports/{id}/commit", "imports.run", "确认导入", [&house, &jobs](const Actor& a, const Request& r) {
    auto job = get_job(house, a, job_id_of(r));
    if (job.ok() && job->state != JobState::done) jobs.commit(a, job->id);
    return answer<ImportJob>(job, r, [](const ImportJob& j) { return http::json(202, job_json(j, false)); });
  });
  add(Method::post, "/imports/{id}/undo", "imports.undo", "撤回导入", [&house](const Actor& a, const Request& r) {
    return answer<ImportJob>(undo_job(house, a, job_id_of(r), "撤回导入"), r,
                             [](const ImportJob& j) { return http::json(200, job_json(j, false)); });
  });
  add(Method::get, "/imports/{id}/workbook", "imports.run", "带结果的工作簿",
      [&house, folder](const Actor& a, const Request& r) { return download_report(house, folder, a, r); });
  add(Method::get, "/imports/{id}/events", "imports.run", "进度",
      [&house](const Actor& a, const Request& r) { return follow(house, a, r); });
}

}  // namespace niangjia::census
