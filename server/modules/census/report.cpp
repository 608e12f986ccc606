// The workbook that goes back to its sender: every data row says whether it was taken, and why not.
#include "access/taken_list.h"
#include "base/text.h"
#include "modules/census/row_sort.h"
#include "modules/census/run.h"
#include "modules/census/store.h"

namespace niangjia::census {

namespace {

// A file with more rows than this comes back with only the rows of which something is said: nobody reads two million lines to
// find twelve, and a sheet holds 1,048,576. Workbooks are kept whole, for they hold more than one table and its widths.
constexpr std::int64_t kMostRowsWhole = 200'000;

// Told rows of a job, page by page, in the order of the file.
class ToldRows {
 public:
  ToldRows(House& house, const ImportJob& job) : house_(house), job_(job) {}
  // The first told row that is not before `number`, by `key`: its place among the data rows, or its row in the only sheet.
  // Asked in rising order.
  Result<const ImportRow*> from(std::int64_t ImportRow::*key, std::int64_t number) {
    for (;;) {
      while (next_ < page_.size() && page_[next_].*key < number) last_seq_ = page_[next_++].seq;
      if (next_ < page_.size()) return &page_[next_];
      if (is_over_) return nullptr;
      TRY(page_, house_.database.read([&](store::ReadTx& tx) -> Result<std::vector<ImportRow>> {
        return list_job_rows(tx, job_.realm_id, job_.id, "", "", last_seq_, 1000);
      }));
      next_ = 0;
      is_over_ = page_.empty();
    }
  }

 private:
  House& house_;
  const ImportJob& job_;
  std::vector<ImportRow> page_;
  std::size_t next_ = 0;
  std::int64_t last_seq_ = 0;
  bool is_over_ = false;
};

void describe(const ImportRow& told, const SheetLayout& sheet, sheet::RowMark& mark) {
  Outcome outcome = Outcome::accepted;
  for (Outcome o : {Outcome::rejected, Outcome::merged, Outcome::pending, Outcome::skipped})
    if (told.outcome == outcome_word(o)) outcome = o;
  mark.outcome = outcome_answer(outcome);
  mark.is_error = outcome == Outcome::rejected;
  std::vector<std::string> sentences;
  for (const Hit& hit : hits_of(told)) {
    const Reason* reason = find_reason(hit.code);
    if (mark.is_error && reason && reason->severity != Severity::error) continue;
    sentences.push_back(sentence_of(hit));
    bool is_mark = reason && (reason->severity == Severity::error || reason->severity == Severity::warning);
    if (!is_mark) continue;
    for (const auto& column : sheet.columns)
      if (column.field == hit.field) mark.columns.push_back(column.index);
  }
  mark.reason = join(sentences, "；");
}

}  // namespace

Result<void> write_report(House& house, const Actor& actor, Id job_id, const std::string& target_path) {
  TRY(Run run, open_run(house, actor, job_id, true));
  std::vector<sheet::HeaderPlace> headers;
  std::map<std::size_t, std::pair<const SheetLayout*, SheetEye>> eyes;
  for (const auto& s : run.layout.sheets) {
    if (!s.is_data) continue;
    headers.push_back({s.sheet, s.header_row, s.width});
    eyes.emplace(s.sheet, std::pair(&s, SheetEye(run.kind, s, run.book->epoch_1904())));
  }
  ToldRows told(house, run.job);
  const Taking taking(house, actor);
  std::int64_t seq = 0;
  auto mark_row = [&](std::size_t sheet, const sheet::Row& row, sheet::RowMark& mark) -> Result<bool> {
    auto at = eyes.find(sheet);
    const RawRow* raw = at == eyes.end() ? nullptr : at->second.second.look(row);
    if (!raw || raw->sort != RowSort::data) return false;
    mark.outcome = outcome_answer(Outcome::accepted);
    TRY(const ImportRow* said, told.from(&ImportRow::seq, ++seq));
    if (said && said->seq == seq) describe(*said, *at->second.first, mark);
    return true;
  };
  const bool is_whole = !run.book->is_csv() || run.job.total_rows <= kMostRowsWhole || headers.size() != 1;
  auto mark_told_row = [&](std::size_t, const sheet::Row& row, sheet::RowMark& mark) -> Result<bool> {
    TRY(const ImportRow* said, told.from(&ImportRow::row_number, row.number));
    mark.is_last = !said;
    if (!said || said->row_number != row.number) return false;
    ++seq;
    describe(*said, *eyes.begin()->second.first, mark);
    return true;
  };
  const sheet::MarkRow mark_rows = is_whole ? sheet::MarkRow(mark_row) : sheet::MarkRow(mark_told_row);
  CHECK_OK(sheet::write_marked_copy(run.job.stored_path, target_path, headers, mark_rows, taking.watermark(), {},
                                    is_whole ? sheet::CopiedRows::all : sheet::CopiedRows::marked));
  const std::string reason = "导出导入结果：" + run.job.file_name;
  TRY(std::string path, taking.journalled(run.scope, "import_job", reason, {target_path, seq}));
  return {};
}

}  // namespace niangjia::census
