// 建会入会进度表: the table a county hands upward, with the columns cadres expect (DOMAIN d3). What has no
// data here (yearly targets and their completion) has no column, so that nobody takes an empty cell for a
// zero.
#include <algorithm>
#include <array>
#include <filesystem>

#include "access/taken_list.h"
#include "base/crypto.h"
#include "modules/figures/figures.h"
#include "modules/figures/query.h"
#include "modules/members/members.h"
#include "modules/unions/unions.h"
#include "sheet/sheet.h"

namespace niangjia::figures {

namespace {

using sheet::OutCell;
using sheet::Style;

constexpr std::array kGroups = {11, 12, 13,
                                14};  // 货车司机 网约车司机 快递员 外卖配送员 (data/categories.tsv)
constexpr std::array kTitles = {"序号",       "乡镇街道",     "应建单位",   "已建单位", "建会率",
                                "工会总数",   "本月新建",     "累计新建",   "会员总数", "本月新入会",
                                "累计新入会", "货车司机",     "网约车司机", "快递员",   "外卖配送员",
                                "其他",       "新业态新入会", "新业态占比", "备注"};
constexpr std::uint32_t kColumns = kTitles.size();
constexpr std::uint32_t kFirstDataRow = 4;

struct Line {
  std::string name;
  Numbers numbers;
  std::int64_t founded_month = 0, joined_month = 0;
  std::array<std::int64_t, kGroups.size()> groups{};
};
struct Table {
  Board board;
  std::string federation;
  std::vector<Line> lines;
};

OutCell text_cell(std::string text, Style style = Style::text) {
  OutCell cell;
  cell.kind = OutCell::Kind::text;
  cell.text = std::move(text);
  cell.style = style;
  return cell;
}
OutCell number_cell(std::int64_t n, Style style = Style::integer) {
  OutCell cell;
  cell.kind = OutCell::Kind::number;
  cell.number = static_cast<double>(n);
  cell.style = style;
  return cell;
}
OutCell formula_cell(std::string formula, double value, Style style) {
  OutCell cell;
  cell.kind = OutCell::Kind::formula;
  cell.text = std::move(formula);
  cell.number = value;
  cell.style = style;
  return cell;
}
std::string at(std::uint32_t column, std::uint32_t row) {
  return std::string(1, static_cast<char>('A' + column)) + std::to_string(row);
}

void add_groups(store::ReadTx& tx, const Board& board, std::map<std::string, Line*>& by_node) {
  const std::vector<int> joined = {static_cast<int>(Indicator::member_joined),
                                   static_cast<int>(Indicator::union_founded)};
  const Date month = std::max(board.period.from, board.period.to.first_of_month());
  const Cut year = flow_cut(board.period.from, board.period.to, board.period.bounds),
            now = flow_cut(month, board.period.to, board.period.bounds);
  // The second cut is read where a stock would be: both flows come in one pass.
  for (const auto& [key, amounts] : read_ledger(tx, {board.place, By::children, joined, year, now})) {
    auto it = by_node.find(std::get<0>(key));
    if (it == by_node.end()) continue;
    Line& line = *it->second;
    if (std::get<1>(key) == joined[1]) {
      line.founded_month += amounts.stock;
      continue;
    }
    line.joined_month += amounts.stock;
    for (std::size_t i = 0; i < kGroups.size(); ++i)
      if (std::get<2>(key) == kGroups[i]) line.groups[i] += amounts.flow;
  }
}

// What the children leave of the whole: a union's own part.
void add_own_groups(store::ReadTx& tx, const Board& board, std::vector<Line>& lines) {
  if (board.place.is_root || board.place.is_territory() || lines.empty() || lines.back().name != "本级")
    return;
  const std::vector<int> asked = {static_cast<int>(Indicator::member_joined),
                                  static_cast<int>(Indicator::union_founded)};
  const Date month = std::max(board.period.from, board.period.to.first_of_month());
  Line& own = lines.back();
  for (const auto& [key, amounts] :
       read_ledger(tx, {board.place, By::total, asked,
                        flow_cut(board.period.from, board.period.to, board.period.bounds),
                        flow_cut(month, board.period.to, board.period.bounds)})) {
    if (std::get<1>(key) == asked[1]) {
      own.founded_month += amounts.stock;
      continue;
    }
    own.joined_month += amounts.stock;
    for (std::size_t i = 0; i < kGroups.size(); ++i)
      if (std::get<2>(key) == kGroups[i]) own.groups[i] += amounts.flow;
  }
  for (std::size_t n = 0; n + 1 < lines.size(); ++n) {
    own.founded_month -= lines[n].founded_month;
    own.joined_month -= lines[n].joined_month;
    for (std::size_t i = 0; i < kGroups.size(); ++i) own.groups[i] -= lines[n].groups[i];
  }
}

Result<Table> read_table(store::ReadTx& tx, const Scope& scope, const BoardWish& wish, Date today) {
  Table table;
  TRY(table.board, read_board(tx, scope, wish, today));
  auto root = unions::root_of(tx, scope.realm_id());
  table.federation = table.board.place.is_territory() && root ? root->name : table.board.place.name;
  std::map<std::string, Line*> by_node;
  table.lines.reserve(table.board.children.size());
  for (const BoardChild& child : table.board.children) {
    table.lines.push_back({child.child.name, child.numbers, 0, 0, {}});
    if (!child.child.node.empty()) by_node[child.child.node] = &table.lines.back();
  }
  add_groups(tx, table.board, by_node);
  add_own_groups(tx, table.board, table.lines);
  return table;
}

// The numbers of a line in the order of their columns; ratios, names and notes are elsewhere.
std::vector<std::pair<std::uint32_t, std::int64_t>> counts_of(const Line& line) {
  const Numbers& n = line.numbers;
  std::int64_t other = n[Count::joined_new_form];
  for (std::int64_t g : line.groups) other -= g;
  std::vector<std::pair<std::uint32_t, std::int64_t>> out = {
      {2, n[Count::open_outlets]}, {3, n[Count::organised_outlets]},
      {5, n[Count::unions]},       {6, line.founded_month},
      {7, n[Count::founded]},      {8, n[Count::standing]},
      {9, line.joined_month},      {10, n[Count::joined]}};
  for (std::size_t i = 0; i < kGroups.size(); ++i) out.emplace_back(11 + i, line.groups[i]);
  out.emplace_back(15, other);
  out.emplace_back(16, n[Count::joined_new_form]);
  return out;
}

OutCell share_cell(std::uint32_t row, std::uint32_t part, std::uint32_t whole, std::int64_t n,
                   std::int64_t d) {
  return formula_cell("=IF(" + at(whole, row) + "=0,0," + at(part, row) + "/" + at(whole, row) + ")",
                      d == 0 ? 0.0 : static_cast<double>(n) / static_cast<double>(d), Style::percent);
}

void put_shares(std::vector<OutCell>& cells, std::uint32_t row, const Numbers& n) {
  cells[4] = share_cell(row, 3, 2, n[Count::organised_outlets], n[Count::open_outlets]);
  cells[17] = share_cell(row, 16, 10, n[Count::joined_new_form], n[Count::joined]);
}

void add_head(sheet::WorkbookWriter& book, const Table& table) {
  std::vector<OutCell> title(kColumns), told(kColumns), head;
  title[0] = text_cell(table.federation + "建会入会进度表", Style::title);
  told[0] = text_cell("填报单位：" + table.board.place.name, Style::note);
  told[7] =
      text_cell("时间：" + table.board.period.from.iso() + " 至 " + table.board.period.to.iso(), Style::note);
  told[15] = text_cell("单位：人、家", Style::note);
  for (std::uint32_t i = 0; i < kColumns; ++i)
    head.push_back(text_cell(i == 1 && !table.board.place.is_root ? "工会" : kTitles[i], Style::header));
  book.add_row(title);
  book.add_row(told);
  book.add_row(head);
}

void add_lines(sheet::WorkbookWriter& book, const Table& table) {
  std::uint32_t row = kFirstDataRow;
  for (const Line& line : table.lines) {
    std::vector<OutCell> cells(kColumns);
    cells[0] = number_cell(row - kFirstDataRow + 1);
    cells[1] = text_cell(line.name);
    for (const auto& [column, n] : counts_of(line)) cells[column] = number_cell(n);
    put_shares(cells, row, line.numbers);
    book.add_row(cells);
    ++row;
  }
}

void add_total(sheet::WorkbookWriter& book, const Table& table, const Taking& taking) {
  const auto last = kFirstDataRow + static_cast<std::uint32_t>(table.lines.size()) - 1, row = last + 1;
  std::vector<std::int64_t> sums(kColumns);
  Numbers whole;
  for (const Line& line : table.lines) {
    whole += line.numbers;
    for (const auto& [column, n] : counts_of(line)) sums[column] += n;
  }
  std::vector<OutCell> cells(kColumns);
  cells[0] = text_cell("合计", Style::total);
  for (const auto& [column, n] : counts_of(Line{}))
    cells[column] = formula_cell("=SUM(" + at(column, kFirstDataRow) + ":" + at(column, last) + ")",
                                 static_cast<double>(sums[column]), Style::total);
  put_shares(cells, row, whole);
  if (table.lines.empty())
    for (auto& cell : cells)
      if (cell.kind == OutCell::Kind::formula) cell = number_cell(0, Style::total);
  book.add_row(cells);
  std::vector<OutCell> foot(kColumns);
  foot[0] = text_cell("填表人：", Style::note);
  foot[7] = text_cell("审核人：", Style::note);
  foot[13] = text_cell("联系电话：", Style::note);
  book.add_row(foot);
  book.add_row({text_cell(taking.note(), Style::note)});
}

Result<void> write_table(const Table& table, const std::string& path, const Taking& taking) {
  TRY(auto book, sheet::WorkbookWriter::create(path, taking.watermark()));
  sheet::SheetOptions options;
  options.name = "进度表";
  options.column_widths = {6, 20};
  options.column_widths.resize(kColumns, 11);
  options.freeze_rows = 3;
  options.merges = {{1, 1, 0, kColumns - 1}, {2, 2, 0, 6}, {2, 2, 7, 14}, {2, 2, 15, kColumns - 1}};
  book->begin_sheet(options);
  add_head(*book, table);
  add_lines(*book, table);
  add_total(*book, table, taking);
  return book->finish();
}

}  // namespace

Result<BoardBook> write_board_book(House& house, const Actor& actor, const BoardWish& wish) {
  Scope scope = visible(actor, "figures.export");
  TRY(Table table, house.database.read(
                       [&](store::ReadTx& tx) { return read_table(tx, scope, wish, house.clock.today()); }));
  BoardBook out;
  const Date to = table.board.period.to;
  out.name = table.federation + "_建会入会进度表_" + std::to_string(to.year()) + "年" +
             std::to_string(to.month()) + "月.xlsx";
  out.path =
      (std::filesystem::temp_directory_path() / ("niangjia-board-" + random_token() + ".xlsx")).string();
  const Taking taking(house, actor);
  CHECK_OK(write_table(table, out.path, taking));
  const auto rows = static_cast<std::int64_t>(table.lines.size());
  auto kept = house.database.write([&](store::WriteTx& tx) -> Result<void> {
    const std::string reason = "导出" + out.name;
    taking.journal(tx, scope.permit(),
                   {"figures", table.board.place.union_id, table.board.place.path, {}, {}, reason}, rows);
    return {};
  });
  if (!kept.ok()) {  // nobody takes a table away that the journal does not know of
    std::error_code ignored;
    std::filesystem::remove(out.path, ignored);
    return kept.problem();
  }
  return out;
}

}  // namespace niangjia::figures
