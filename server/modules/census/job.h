#pragma once
// One file handed in: its row in the database, and what is told of its rows.

#include "modules/census/outcome.h"

namespace niangjia::census {

enum class JobState { uploaded, mapping, checking, checked, committing, done, undone, failed };

}  // namespace niangjia::census

namespace niangjia::record {
template <>
struct CodeWords<census::JobState> {
  static constexpr std::array words{CodeWord{"uploaded", "已上传"}, CodeWord{"mapping", "待对应列"},
                                    CodeWord{"checking", "检查中"}, CodeWord{"checked", "已检查"},
                                    CodeWord{"committing", "导入中"}, CodeWord{"done", "已导入"},
                                    CodeWord{"undone", "已撤回"}, CodeWord{"failed", "失败"}};
};
}  // namespace niangjia::record

namespace niangjia::census {

struct ImportJob {
  Id realm_id = 0, id = 0;
  std::string union_path;
  Id account_id = 0;
  std::string file_name;
  record::Blob file_digest;
  std::string stored_path;     // the uploaded file, kept (0600) until the job is done or given up
  std::string kind;            // empty: not recognised
  JobState state = JobState::uploaded;
  std::optional<Date> as_of, census_on;
  std::string layout_json, counts_json;
  std::int64_t done_rows = 0;  // data rows whose effect is committed: where to go on after a kill
  std::int64_t total_rows = 0;
  std::string message;
  Instant created_at;
  std::optional<Instant> finished_at;
};
using record::field;
using record::id_field;
inline constexpr std::array import_job_fields{
    id_field<&ImportJob::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&ImportJob::id>("id", "编号", "job", {record::kKey | record::kReadOnly}),
    field<&ImportJob::union_path>("union_path", "路径", {record::kHidden}),
    id_field<&ImportJob::account_id>("account_id", "导入人", "acc"),
    field<&ImportJob::file_name>("file_name", "文件名"),
    field<&ImportJob::file_digest>("file_digest", "摘要", {record::kHidden}),
    field<&ImportJob::stored_path>("stored_path", "存放", {record::kHidden}),
    field<&ImportJob::kind>("kind", "表种"),
    field<&ImportJob::state>("state", "状态"),
    field<&ImportJob::as_of>("as_of", "填报日期"),
    field<&ImportJob::census_on>("census_on", "统计时点"),
    field<&ImportJob::layout_json>("layout_json", "版式", {record::kHidden}),
    field<&ImportJob::counts_json>("counts_json", "计数", {record::kHidden}),
    field<&ImportJob::done_rows>("done_rows", "已处理"),
    field<&ImportJob::total_rows>("total_rows", "总行数"),
    field<&ImportJob::message>("message", "说明", {0, 500}),
    field<&ImportJob::created_at>("created_at", "上传时间"),
    field<&ImportJob::finished_at>("finished_at", "完成时间"),
};
inline constexpr record::Shape import_job_shape{"import_job", "import_job", "导入批次", import_job_fields};
constexpr const record::Shape& shape_of(const ImportJob*) { return import_job_shape; }

struct ImportRow {
  Id realm_id = 0, job_id = 0;
  std::int64_t seq = 0, sheet = 0, row_number = 0;
  std::string outcome, reasons, title, change_text;
};
inline constexpr std::array import_row_fields{
    id_field<&ImportRow::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&ImportRow::job_id>("job_id", "批次", "job", {record::kKey | record::kHidden}),
    field<&ImportRow::seq>("seq", "序", {record::kKey | record::kHidden}),
    field<&ImportRow::sheet>("sheet", "工作表"),
    field<&ImportRow::row_number>("row_number", "行号"),
    field<&ImportRow::outcome>("outcome", "结果"),
    field<&ImportRow::reasons>("reasons", "原因", {record::kHidden}),  // code|field|detail, one a line
    field<&ImportRow::title>("title", "内容"),
    field<&ImportRow::change_text>("change_text", "变化"),
};
inline constexpr record::Shape import_row_shape{"import_row", "import_row", "导入行", import_row_fields};
constexpr const record::Shape& shape_of(const ImportRow*) { return import_row_shape; }

// What an import wrote into an empty field of somebody who stood before. `value`: as the column has it;
// of a telephone nothing, its blind index is enough to know it again.
struct FilledGap {
  Id realm_id = 0, id = 0, import_id = 0, person_id = 0;
  std::string field, value;
  record::Blob phone_index;
  int problems = 0;  // Person::problems before
};
inline constexpr std::array filled_gap_fields{
    id_field<&FilledGap::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&FilledGap::id>("id", "编号", "gap", {record::kKey | record::kHidden}),
    id_field<&FilledGap::import_id>("import_id", "导入批次", "job", {record::kHidden}),
    id_field<&FilledGap::person_id>("person_id", "会员", "mem", {record::kHidden}),
    field<&FilledGap::field>("field", "字段", {record::kHidden}),
    field<&FilledGap::value>("value", "补填", {record::kHidden}),
    field<&FilledGap::phone_index>("phone_index", "电话索引", {record::kHidden}),
    field<&FilledGap::problems>("problems", "原数据问题", {record::kHidden}),
};
inline constexpr record::Shape filled_gap_shape{"filled_gap", "filled_gap", "补填", filled_gap_fields};
constexpr const record::Shape& shape_of(const FilledGap*) { return filled_gap_shape; }
struct GapFilling {
  FilledGap row;
  record::Blob phone_sealed;  // of a telephone
};

// Counts of a job; every data row falls in exactly one of the five outcomes.
struct Counts {
  std::int64_t rows = 0, accepted = 0, rejected = 0, merged = 0, pending = 0, skipped = 0, warned = 0;
  std::map<std::string, std::int64_t, std::less<>> reasons;
  std::int64_t started_rows = 0;
  void take(const Verdict& verdict);
  std::string json() const;  // {"rows":…,"accepted":…,…,"reasons":{code:n}}
  static Counts from_json(std::string_view json);
};

ImportRow make_import_row(Id realm_id, Id job_id, std::int64_t seq, std::size_t sheet, std::uint32_t row,
                          const Verdict& verdict);
std::vector<Hit> hits_of(const ImportRow& row);

}  // namespace niangjia::census
