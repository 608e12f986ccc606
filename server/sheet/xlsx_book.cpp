#include "sheet/xlsx_book.h"

#include "sheet/file_problems.h"
#include "sheet/relationships.h"

namespace niangjia::sheet {
namespace {

constexpr std::size_t max_tail_bytes = 4u << 20;

const Relationship* find_by_type(const std::vector<Relationship>& all, std::string_view word) {
  for (const Relationship& one : all) {
    if (has_type(one, word)) return &one;
  }
  return nullptr;
}

const Relationship* find_by_id(const std::vector<Relationship>& all, std::string_view id) {
  for (const Relationship& one : all) {
    if (one.id == id) return &one;
  }
  return nullptr;
}

// Where in `text` the rows end: behind "</sheetData>" or "</x:sheetData>".
std::size_t find_end_of_rows(std::string_view text) {
  constexpr std::string_view mark = "sheetData>";
  for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + 1)) {
    std::size_t open = text.rfind('<', at);
    if (open != std::string_view::npos && text[open + 1] == '/') return at + mark.size();
  }
  return std::string_view::npos;
}

// The merges in what follows the rows: references stand in attributes, so that no parser is needed to pass
// over rows.
std::vector<Merge> merges_in(std::string_view tail) {
  std::vector<Merge> found;
  constexpr std::string_view mark = "mergeCell ";
  for (std::size_t at = tail.find(mark); at != std::string_view::npos; at = tail.find(mark, at + 1)) {
    std::size_t close = tail.find('>', at);
    std::size_t ref = tail.find("ref=", at);
    if (close == std::string_view::npos || ref == std::string_view::npos || ref + 5 > close) continue;
    std::size_t quote = tail.find(tail[ref + 4], ref + 5);
    Merge merge{};
    if (quote == std::string_view::npos || quote > close) continue;
    if (parse_merge(tail.substr(ref + 5, quote - ref - 5), merge)) found.push_back(merge);
    if (found.size() == max_merges) break;
  }
  return found;
}

Result<std::string> workbook_part_name(const ZipPackage& package) {
  TRY(auto roots, read_relationships(package, ""));
  const Relationship* document = find_by_type(roots, "officeDocument");
  std::string name = document == nullptr ? "xl/workbook.xml" : document->target;
  if (name.ends_with(".bin")) return refuse_not_a_workbook("二进制工作簿 .xlsb");
  if (!package.has(name))
    return refuse_not_a_workbook(package.has("content.xml") ? "OpenDocument 文件" : "压缩包");
  return name;
}

}  // namespace

XlsxBook::XlsxBook(ZipPackage package, const ReadLimits& limits)
    : package_(std::move(package)), limits_(limits), strings_(limits) {}

Result<std::unique_ptr<Workbook>> XlsxBook::open(const std::string& path, const ReadLimits& limits) {
  TRY(ZipPackage package, ZipPackage::open(path, limits));
  std::unique_ptr<XlsxBook> book(new XlsxBook(std::move(package), limits));
  CHECK_OK(book->load());
  return std::unique_ptr<Workbook>(std::move(book));
}

Result<void> XlsxBook::load() {
  TRY(std::string name, workbook_part_name(package_));
  TRY(Part part, package_.part(name));
  WorkbookPart workbook;
  CHECK_OK(workbook.load(part));
  if (!workbook.is_workbook()) return refuse_not_a_workbook("其他办公文档");
  epoch_1904_ = workbook.epoch_1904();
  TRY(auto relations, read_relationships(package_, name));
  for (const SheetEntry& entry : workbook.sheets()) {
    const Relationship* relation = find_by_id(relations, entry.relationship_id);
    if (relation == nullptr) return refuse_damaged("sheet without relationship");
    if (!has_type(*relation, "worksheet")) continue;  // a sheet that is one chart has no rows
    CHECK_OK(package_.check(relation->target));
    sheets_.push_back({entry.name, entry.hidden});
    parts_.push_back(relation->target);
  }
  if (sheets_.empty()) return refuse_not_a_workbook("没有工作表的工作簿");
  merges_.resize(sheets_.size());
  const Relationship* strings = find_by_type(relations, "sharedStrings");
  const Relationship* styles = find_by_type(relations, "styles");
  if (strings != nullptr && package_.has(strings->target)) strings_part_ = strings->target;
  if (styles != nullptr && package_.has(styles->target)) styles_part_ = styles->target;
  if (!strings_part_.empty()) CHECK_OK(package_.check(strings_part_));
  return {};
}

Result<void> XlsxBook::load_strings_and_styles() {
  if (has_loaded_strings_) return {};
  if (!styles_part_.empty()) {
    styles_ = Styles();
    TRY(Part part, package_.part(styles_part_));
    CHECK_OK(styles_.load(part));
  }
  if (!strings_part_.empty()) {
    strings_ = SharedStrings(limits_);
    TRY(Part part, package_.part(strings_part_));
    CHECK_OK(strings_.load(part));
  }
  has_loaded_strings_ = true;
  return {};
}

Result<void> XlsxBook::read(std::size_t sheet, const std::function<bool(const Row&)>& on_row) {
  if (sheet >= parts_.size()) return bug("no such sheet");
  CHECK_OK(load_strings_and_styles());
  TRY(Part part, package_.part(parts_[sheet]));
  SheetParser parser(sheets_[sheet].name, strings_, styles_, limits_, on_row);
  CHECK_OK(parser.parse(part));
  if (parser.saw_tail()) merges_[sheet] = parser.merges();
  return {};
}

Result<std::vector<ColumnWidth>> XlsxBook::widths(std::size_t sheet) {
  if (sheet >= parts_.size()) return bug("no such sheet");
  TRY(Part part, package_.part(parts_[sheet]));
  std::function<bool(const Row&)> no_rows = [](const Row&) { return false; };
  SheetParser parser(sheets_[sheet].name, strings_, styles_, limits_, no_rows);
  parser.stop_before_rows();
  CHECK_OK(parser.parse(part));
  return parser.widths();
}

Result<void> XlsxBook::scan_merges(std::size_t sheet) {
  TRY(Part part, package_.part(parts_[sheet]));
  std::string window;
  std::string chunk(64 << 10, '\0');
  bool in_tail = false;
  while (true) {
    TRY(std::size_t count, part.read(chunk.data(), chunk.size()));
    if (count == 0) break;
    if (in_tail && window.size() > max_tail_bytes) continue;
    window.append(chunk, 0, count);
    if (in_tail) continue;
    std::size_t end = find_end_of_rows(window);
    in_tail = end != std::string::npos;
    window.erase(0, in_tail ? end : window.size() - std::min<std::size_t>(window.size(), 64));
  }
  merges_[sheet] = in_tail ? merges_in(window) : std::vector<Merge>();
  return {};
}

Result<std::vector<Merge>> XlsxBook::merges(std::size_t sheet) {
  if (sheet >= parts_.size()) return bug("no such sheet");
  if (!merges_[sheet]) CHECK_OK(scan_merges(sheet));
  return *merges_[sheet];
}

}  // namespace niangjia::sheet
