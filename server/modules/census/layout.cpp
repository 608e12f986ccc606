// Recognises a file: its kind, the header of each sheet, what each column means.
#include <algorithm>

#include "base/text.h"
#include "modules/census/column_matcher.h"
#include "modules/census/layout_dates.h"
#include "modules/census/sheet_station.h"

namespace niangjia::census {

namespace {

constexpr int kFewestMatches = 3;  // columns understood, below which a sheet does not resemble a kind
constexpr std::size_t kSamples = 3;
constexpr std::size_t kMostSheets = 200;

using Matches = std::array<std::optional<ColumnMatch>, kKindCount>;
using Headers = std::array<Header, kKindCount>;

// A sheet as seen through each kind: the best header for it and how well it fits.
struct SheetView {
  SheetHead head;
  std::string name, title;
  bool hidden = false;
  Headers headers;
  Matches matches;
  std::array<int, kKindCount> hints{};
  int score(std::size_t kind) const { return matches[kind] ? matches[kind]->score + hints[kind] : 0; }
};

struct Hint {
  Kind kind;
  std::string_view word;
  int weight;
};

// Words of titles and sheet names. They only tip the balance: a title is often left over from another form.
constexpr std::array<Hint, 30> kHints{{
    {Kind::outlets, "摸底", 6},
    {Kind::outlets, "网点", 3},
    {Kind::roster, "从业人员花名册", 8},
    {Kind::roster, "从业人员", 4},
    {Kind::roster, "花名册", 4},
    {Kind::roster, "名册", 2},
    {Kind::unions, "工会组织", 6},
    {Kind::unions, "基层工会信息", 6},
    {Kind::unions, "建会情况", 3},
    {Kind::coverage, "覆盖", 8},
    {Kind::members, "会员信息", 8},
    {Kind::members, "会员花名册", 12},
    {Kind::members, "会员名册", 12},
    {Kind::members, "会员", 3},
    {Kind::standing, "会籍变化", 8},
    {Kind::standing, "会籍变动", 8},
    {Kind::standing, "会籍", 4},
    {Kind::standing, "转会", 4},
    {Kind::stations, "站点", 8},
    {Kind::stations, "驿站", 8},
    {Kind::services, "服务登记", 8},
    {Kind::services, "服务台账", 8},
    {Kind::services, "服务记录", 8},
    {Kind::services, "服务流水", 8},
    {Kind::services, "服务明细", 8},
    {Kind::services, "领取登记", 8},
    {Kind::services, "发放登记", 8},
    {Kind::services, "接待登记", 8},
    {Kind::services, "服务情况", 6},
    {Kind::services, "台账", 4},
}};

void weigh_hints(SheetView& view) {
  for (const Hint& hint : kHints) {
    if (!contains(view.title, hint.word) && !contains(view.name, hint.word)) continue;
    int& weight = view.hints[static_cast<std::size_t>(hint.kind)];
    weight = std::max(weight, hint.weight);
  }
}

const std::map<std::string, Field>& remembered_of(const Remembered& remembered, Kind kind) {
  static const std::map<std::string, Field> none;
  const auto found = remembered.find(std::string(kind_word(kind)));
  return found == remembered.end() ? none : found->second;
}

// A ledger of one station has no column for it: the sheet says which (sheet_station.h).
bool is_named_by_sheet(const SheetView& view, const Header& header) {
  return may_name_station(view.name) || !labelled_station(view.head, header.first_row).empty();
}
ColumnMatch match_with_sheet(const SheetView& view, const Header& header, Kind kind, const std::map<std::string, Field>& remembered) {
  ColumnMatch match = match_columns(header, kind, remembered);
  const auto station = std::find(match.missing.begin(), match.missing.end(), Field::station_name);
  if (kind == Kind::services && station != match.missing.end() && match.missing.size() == 1 && is_named_by_sheet(view, header))
    match.missing.erase(station), match.score += 6;
  return match;
}

void match_kind(SheetView& view, const std::vector<Header>& headers, Kind kind,
                const Remembered& remembered) {
  const auto at = static_cast<std::size_t>(kind);
  for (const Header& header : headers) {
    ColumnMatch match = match_with_sheet(view, header, kind, remembered_of(remembered, kind));
    if (match.matched < 2 || (view.matches[at] && view.matches[at]->score >= match.score)) continue;
    view.matches[at] = std::move(match);
    view.headers[at] = header;
  }
  if (!view.matches[at]) return;
  if (auto wider = with_sub_titles(view.head, view.headers[at])) {
    view.matches[at] = match_with_sheet(view, *wider, kind, remembered_of(remembered, kind));
    view.headers[at] = std::move(*wider);
  }
}

bool fits(const SheetView& view, std::size_t kind) {
  const auto& match = view.matches[kind];
  return match && match->missing.empty() && match->matched >= 2 && match->signs >= 1;
}

// Fits, or so nearly that a cadre should be asked which column is the missing one.
bool resembles(const SheetView& view, std::size_t kind) {
  const auto& match = view.matches[kind];
  if (!match) return false;
  if (match->missing.empty()) return match->matched >= 2;
  return match->matched >= kFewestMatches &&
         (match->signs >= 3 || (view.hints[kind] > 0 && match->signs >= 1));
}

std::string first_text(const SheetHead& head) {
  for (const HeadRow& row : head.rows) {
    for (const HeadCell& cell : row.cells) {
      if (!cell.text.empty()) return cell.text;
    }
  }
  return {};
}

std::optional<std::size_t> best_kind(const SheetView& view) {
  std::optional<std::size_t> best;
  for (std::size_t k = 0; k < kKindCount; ++k) {
    if (!resembles(view, k)) continue;
    if (!best || view.score(k) > view.score(*best)) best = k;
  }
  return best;
}

Result<SheetView> view_sheet(sheet::Workbook& book, std::size_t at, const Remembered& remembered) {
  SheetView view;
  TRY(view.head, read_head(book, at));
  view.name = book.sheets()[at].name;
  view.hidden = book.sheets()[at].hidden;
  const std::vector<Header> headers = possible_headers(view.head);
  for (int k = 0; k < kKindCount; ++k) match_kind(view, headers, static_cast<Kind>(k), remembered);
  int best = 0;
  std::uint32_t top = 0;
  for (std::size_t k = 0; k < kKindCount; ++k) {
    if (!view.matches[k] || view.matches[k]->matched <= best) continue;
    best = view.matches[k]->matched;
    top = view.headers[k].first_row;
  }
  view.title = top > 0 ? title_above(view.head, top) : first_text(view.head);
  weigh_hints(view);
  return view;
}

// The kind most sheets speak for, weighed by how well they fit it.
std::optional<Kind> kind_of_book(const std::vector<SheetView>& views) {
  std::array<int, kKindCount> sums{};
  for (const SheetView& view : views) {
    const auto best = best_kind(view);
    if (best && !view.hidden) sums[*best] += view.score(*best);
  }
  const auto most = std::max_element(sums.begin(), sums.end());
  if (*most <= 0) return std::nullopt;
  return static_cast<Kind>(most - sums.begin());
}

bool is_of_kind(const SheetView& view, std::size_t kind, bool said) {
  if (view.hidden || !resembles(view, kind)) return false;
  const auto best = best_kind(view);
  if (!best || *best == kind) return true;
  if (!fits(view, kind)) return false;
  // A roster with a column 所属工会 is still a roster among rosters; a list of unions is not one.
  const int share = said ? 50 : 70;
  return view.score(kind) * 100 >= view.score(*best) * share;
}

std::string sample_of(const HeadCell& cell, bool epoch_1904) {
  if (cell.kind != sheet::CellKind::date) return cell.text;
  const auto day = read_date_number(cell.text, epoch_1904).day;
  return day ? day->iso() : cell.text;
}

void take_samples(Column& column, const SheetHead& head, std::uint32_t header_row, bool epoch_1904) {
  for (const HeadRow& row : head.rows) {
    if (column.samples.size() == kSamples) return;
    const HeadCell& cell = row.at(column.index);
    if (row.number <= header_row || cell.text.empty() || column.title.ends_with(cell.text)) continue;
    std::string sample = sample_of(cell, epoch_1904);
    const auto& have = column.samples;
    if (std::find(have.begin(), have.end(), sample) == have.end())
      column.samples.push_back(std::move(sample));
  }
}

void fill_columns(SheetLayout& sheet, const SheetView& view, const Header& header, const ColumnMatch* match,
                  bool epoch_1904) {
  sheet.header_row = header.last_row;
  for (std::size_t i = 0; i < header.titles.size(); ++i) {
    Column column;
    column.index = header.titles[i].column;
    column.title = written_title(header.titles[i]);
    if (match) column.field = match->fields[i];
    take_samples(column, view.head, header.last_row, epoch_1904);
    sheet.columns.push_back(std::move(column));
  }
}

SheetLayout plain_sheet(const SheetView& view, std::size_t at) {
  SheetLayout sheet;
  sheet.sheet = at;
  sheet.name = view.name;
  sheet.title = view.title;
  return sheet;
}

SheetLayout data_sheet(const SheetView& view, std::size_t at, std::size_t kind, bool epoch_1904) {
  SheetLayout sheet = plain_sheet(view, at);
  sheet.is_data = true;
  sheet.missing = view.matches[kind]->missing;
  fill_columns(sheet, view, view.headers[kind], &*view.matches[kind], epoch_1904);
  if (static_cast<Kind>(kind) == Kind::services) {
    auto carries = [&](Field field) {
      return std::any_of(sheet.columns.begin(), sheet.columns.end(), [field](const Column& c) { return c.field == field; });
    };
    sheet.station = labelled_station(view.head, view.headers[kind].first_row);
    sheet.is_of_station = sheet.missing.empty() && !carries(Field::station_name) && !carries(Field::station_number);
  }
  return sheet;
}

// Nothing was understood: show the columns as they are, so that a cadre can say what they mean.
void offer_guess(SheetLayout& sheet, const SheetView& view, std::optional<Kind> kind,
                 const Remembered& remembered, bool epoch_1904) {
  if (view.hidden) return;
  const auto header = guess_header(view.head);
  if (!header) return;
  sheet.is_data = true;
  if (!kind) return fill_columns(sheet, view, *header, nullptr, epoch_1904);
  const ColumnMatch match = match_columns(*header, *kind, remembered_of(remembered, *kind));
  sheet.missing = match.missing;
  fill_columns(sheet, view, *header, &match, epoch_1904);
}

void read_days(Layout& layout, const std::vector<SheetView>& views, bool epoch_1904) {
  SaidDays days;
  for (bool data_first : {true, false}) {
    for (std::size_t i = 0; i < views.size(); ++i) {
      if (layout.sheets[i].is_data != data_first) continue;
      const auto& sheet = layout.sheets[i];
      read_said_days(views[i].head, sheet.is_data ? std::max<std::uint32_t>(sheet.header_row, 1) : 0,
                     epoch_1904, days);
    }
  }
  layout.as_of = days.reported_on ? days.reported_on : days.until_on;
  layout.census_on = days.counted_on;
  // 截至2020年12月31日 beside a 填报时间 can only be the day for which was counted.
  if (!layout.census_on && days.reported_on) layout.census_on = days.until_on;
}

bool has_data(const Layout& layout) {
  return std::any_of(layout.sheets.begin(), layout.sheets.end(),
                     [](const SheetLayout& s) { return s.is_data; });
}

void lay_out(Layout& layout, const std::vector<SheetView>& views, bool said, const Remembered& remembered,
             bool epoch_1904) {
  for (std::size_t i = 0; i < views.size(); ++i) {
    const auto kind = layout.kind ? std::optional(static_cast<std::size_t>(*layout.kind)) : std::nullopt;
    const bool is_data = kind && is_of_kind(views[i], *kind, said);
    layout.sheets.push_back(is_data ? data_sheet(views[i], i, *kind, epoch_1904) : plain_sheet(views[i], i));
  }
  if (has_data(layout)) return;
  for (std::size_t i = 0; i < views.size(); ++i) {
    offer_guess(layout.sheets[i], views[i], layout.kind, remembered, epoch_1904);
  }
}

// A letter saved under the name of a workbook, an empty form: no row has two cells, so no column can be
// matched, by us or by a cadre.
bool has_table(const std::vector<SheetView>& views) {
  return std::any_of(views.begin(), views.end(), [](const SheetView& view) {
    const auto& rows = view.head.rows;
    return std::any_of(rows.begin(), rows.end(), [](const HeadRow& row) { return row.count_filled() >= 2; });
  });
}

}  // namespace

bool Layout::is_complete() const {
  if (!kind || !has_data(*this)) return false;
  return std::all_of(sheets.begin(), sheets.end(), [](const SheetLayout& s) { return s.missing.empty(); });
}

Result<Layout> recognise(sheet::Workbook& book, std::optional<Kind> said, const Remembered& remembered) {
  if (book.sheets().size() > kMostSheets) {
    return refuse(Code::too_large, "census.too_many_sheets",
                  "这个工作簿有" + std::to_string(book.sheets().size()) + "张工作表，最多可读" +
                      std::to_string(kMostSheets) + "张。请拆成几个文件后再导入。");
  }
  std::vector<SheetView> views;
  for (std::size_t i = 0; i < book.sheets().size(); ++i) {
    TRY(SheetView view, view_sheet(book, i, remembered));
    views.push_back(std::move(view));
  }
  if (!has_table(views)) {
    return refuse(Code::invalid, "census.no_table",
                  "这个文件里没有表格：没有一行有两格以上的内容。请用 Excel 或 WPS 打开原来的表，另存为 "
                  ".xlsx 后再导入。");
  }
  Layout layout;
  layout.kind = said ? said : kind_of_book(views);
  lay_out(layout, views, said.has_value(), remembered, book.epoch_1904());
  read_days(layout, views, book.epoch_1904());
  return layout;
}

}  // namespace niangjia::census
