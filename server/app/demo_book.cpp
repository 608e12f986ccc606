#include "app/demo_book.h"

#include <cmath>

namespace niangjia::app {

using sheet::OutCell;
using sheet::Style;

namespace {

constexpr int kSerialOf1970 = 25569;

std::string column_letter(std::size_t column) {
  std::string text(1, static_cast<char>('A' + column % 26));
  return column < 26 ? text : std::string(1, static_cast<char>('A' + column / 26 - 1)) + text;
}

std::string plain_text(const OutCell& cell) {
  if (cell.kind == OutCell::Kind::text) return cell.text;
  if (cell.kind == OutCell::Kind::empty) return {};
  if (cell.style == Style::date)
    return Date::from_days(static_cast<std::int32_t>(cell.number) - kSerialOf1970).iso();
  return std::to_string(std::llround(cell.number));
}

OutCell styled(std::string_view text, Style style) {
  OutCell cell = text_cell(text);
  cell.style = style;
  return cell;
}

}  // namespace

OutCell none() { return {}; }

OutCell text_cell(std::string_view text) {
  if (text.empty()) return {};
  OutCell cell;
  cell.kind = OutCell::Kind::text;
  cell.style = Style::text;
  cell.text = text;
  return cell;
}

OutCell count_cell(std::int64_t number) {
  OutCell cell;
  cell.kind = OutCell::Kind::number;
  cell.style = Style::integer;
  cell.number = static_cast<double>(number);
  return cell;
}

OutCell day_cell(Date day) {
  OutCell cell = count_cell(day.days() + kSerialOf1970);
  cell.style = Style::date;
  return cell;
}

OutCell written_day(const Dice& dice, std::int64_t whose, Date day) {
  auto joined = [&](std::string_view mark) {
    return std::to_string(day.year()) + std::string(mark) + std::to_string(day.month()) + std::string(mark) +
           std::to_string(day.day());
  };
  switch (dice.below(24, "written day", whose)) {
    case 0:
      return text_cell(day.iso());
    case 1:
      return text_cell(joined("."));
    case 2:
      return text_cell(joined("/"));
    case 3:
      return text_cell(day.chinese());
    case 4:
      return count_cell(day.year() * 10000 + day.month() * 100 + day.day());
    default:
      return day_cell(day);
  }
}

OutCell formula_cell(std::string formula, double value) {
  OutCell cell;
  cell.kind = OutCell::Kind::formula;
  cell.style = Style::integer;
  cell.text = std::move(formula);
  cell.number = value;
  return cell;
}

Result<std::unique_ptr<DemoBook>> DemoBook::create(const std::string& path, bool as_csv, Date as_of) {
  auto book = std::make_unique<DemoBook>();
  book->as_of_ = as_of;
  if (as_csv) {
    TRY(book->csv_, sheet::CsvWriter::create(path));
  } else {
    TRY(book->book_, sheet::WorkbookWriter::create(path));
  }
  return book;
}

void DemoBook::begin(const DemoTable& table) {
  width_ = table.headers.front().size();
  row_ = 0;
  const auto last = static_cast<std::uint32_t>(width_ - 1), third = last / 3;
  if (book_) {
    sheet::SheetOptions options;
    options.name = table.sheet_name;
    options.column_widths = table.widths;
    options.freeze_rows = static_cast<std::uint32_t>(2 + table.headers.size());
    options.merges = {
        {1, 1, 0, last}, {2, 2, 0, third}, {2, 2, third + 1, 2 * third + 1}, {2, 2, 2 * third + 2, last}};
    options.merges.insert(options.merges.end(), table.header_merges.begin(), table.header_merges.end());
    book_->begin_sheet(options);
  }
  std::vector<OutCell> line(width_);
  line[0] = styled(table.title, Style::title);
  add(line);
  line.assign(width_, none());
  line[0] = styled("填报单位：" + table.reporter + "（盖章）", Style::plain);
  line[third + 1] = styled("填报时间：" + as_of_.chinese(), Style::plain);
  line[2 * third + 2] = styled("单位：" + table.unit, Style::plain);
  add(line);
  for (const auto& titles : table.headers) {
    line.clear();
    for (const auto& title : titles) line.push_back(styled(title, Style::header));
    add(line);
  }
  first_row_ = row_ + 1;
}

void DemoBook::add(const std::vector<OutCell>& cells) {
  ++row_;
  if (book_) return book_->add_row(cells);
  std::vector<std::string> texts;
  texts.reserve(cells.size());
  for (const OutCell& cell : cells) texts.push_back(plain_text(cell));
  csv_->add_row(texts);
}

void DemoBook::end(const std::vector<Total>& totals) {
  const std::string first = std::to_string(first_row_), last = std::to_string(row_);
  std::vector<OutCell> line(width_);
  line[0] = styled("合计", Style::total);
  for (const Total& total : totals) {
    const std::string letter = column_letter(total.column);
    std::string range = "(" + letter + first + ":" + letter + last + ")";
    line[total.column] =
        formula_cell((total.is_sum ? "=SUM" : "=COUNTA") + range, static_cast<double>(total.value));
    line[total.column].style = Style::total;
  }
  add(line);
  add(std::vector<OutCell>(width_));
  line.assign(width_, none());
  line[0] = styled("填表人：              审核人：              联系电话：", Style::plain);
  add(line);
}

void DemoBook::add_notes(const std::vector<std::string>& lines) {
  if (!book_) return;
  sheet::SheetOptions options;
  options.name = "填表说明";
  options.column_widths = {90};
  book_->begin_sheet(options);
  book_->add_row({styled("填表说明", Style::title)});
  for (const auto& line : lines) book_->add_row({styled(line, Style::plain)});
  book_->add_row({styled("（本表全部数据为程序生成的虚构数据）", Style::note)});
}

Result<void> DemoBook::finish() { return book_ ? book_->finish() : csv_->finish(); }

}  // namespace niangjia::app
