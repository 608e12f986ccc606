#include "sheet/list_book.h"

#include <algorithm>
#include <filesystem>

#include "base/crypto.h"
#include "base/text.h"

namespace niangjia::sheet {

namespace {

// Catches the one value a field puts.
class OneValue : public record::ColumnSink {
 public:
  bool is_number = false;
  std::int64_t number = 0;
  std::string text;
  void put_null() override {}
  void put_integer(std::int64_t value) override {
    is_number = true;
    number = value;
  }
  void put_real(double value) override { put_integer(static_cast<std::int64_t>(value)); }
  void put_text(std::string_view value) override { text = value; }
  void put_blob(std::string_view) override {}
};

std::string label_of(const record::Field& field, const std::string& word) {
  for (const auto& w : field.words)
    if (w.word == word) return std::string(w.label);
  return word;
}

bool is_shown(const record::Field& field) {
  return !field.has(record::kHidden | record::kKey) && field.kind != record::Kind::id &&
         field.kind != record::Kind::instant;
}

}  // namespace

sheet::OutCell text_cell(std::string text) {
  sheet::OutCell cell;
  if (text.empty()) return cell;
  cell.kind = sheet::OutCell::Kind::text;
  cell.text = std::move(text);
  cell.style = sheet::Style::text;
  return cell;
}

sheet::OutCell number_cell(std::int64_t number) {
  sheet::OutCell cell;
  cell.kind = sheet::OutCell::Kind::number;
  cell.number = static_cast<double>(number);
  cell.style = sheet::Style::integer;
  return cell;
}

sheet::OutCell money_cell(std::int64_t fen) {
  sheet::OutCell cell;
  cell.kind = sheet::OutCell::Kind::number;
  cell.number = static_cast<double>(fen) / 100;
  cell.style = sheet::Style::money;
  return cell;
}

sheet::OutCell book_cell(const record::Field& field, const void* row) {
  OneValue value;
  field.put(row, value);
  switch (field.kind) {
    case record::Kind::boolean:
      return text_cell(value.number ? "是" : "否");
    case record::Kind::code:
      return text_cell(label_of(field, value.text));
    case record::Kind::text_list:
      return text_cell(join(record::unpack_list(value.text), "、"));
    case record::Kind::integer:
      if (field.has(record::kMoney)) return money_cell(value.number);
      return number_cell(value.number);
    default:
      return value.is_number ? number_cell(value.number) : text_cell(std::move(value.text));
  }
}

std::vector<BookColumn> book_columns(const record::Shape& shape, const std::vector<ExtraColumn>& extra,
                                     std::string_view asked) {
  std::vector<BookColumn> all;
  for (const auto& field : shape.fields)
    if (is_shown(field))
      all.push_back({std::string(field.name), std::string(field.label) + (field.has(record::kMoney) ? "（元）" : ""), &field});
  for (const auto& e : extra) all.push_back({std::string(e.key), std::string(e.label), nullptr});
  if (asked.empty()) return all;
  std::vector<BookColumn> chosen;
  for (const std::string& key : split(asked, ',')) {
    auto it = std::find_if(all.begin(), all.end(), [&](const BookColumn& c) { return c.key == key; });
    bool is_new =
        std::none_of(chosen.begin(), chosen.end(), [&](const BookColumn& c) { return c.key == key; });
    if (it != all.end() && is_new) chosen.push_back(*it);
  }
  return chosen.empty() ? all : chosen;
}

Result<WrittenBook> write_book(std::string_view title, std::string_view note, const Watermark& watermark,
                               const std::vector<BookColumn>& columns,
                               const std::function<Result<bool>(std::vector<sheet::OutCell>&)>& next_row) {
  WrittenBook written;
  written.path =
      (std::filesystem::temp_directory_path() / ("niangjia-list-" + random_token() + ".xlsx")).string();
  TRY(auto book, sheet::WorkbookWriter::create(written.path, watermark));
  sheet::SheetOptions options;
  options.name = title;
  options.column_widths.assign(columns.size(), 16);
  options.freeze_rows = 2;
  if (columns.size() > 1) options.merges = {{1, 1, 0, static_cast<std::uint32_t>(columns.size() - 1)}};
  book->begin_sheet(options);
  std::vector<sheet::OutCell> cells{text_cell(std::string(note))};
  cells.back().style = sheet::Style::note;
  book->add_row(cells);
  cells.clear();
  for (const BookColumn& c : columns) {
    cells.push_back(text_cell(c.label));
    cells.back().style = sheet::Style::header;
  }
  book->add_row(cells);
  for (;;) {
    cells.clear();
    TRY(bool has_row, next_row(cells));
    if (!has_row) break;
    book->add_row(cells);
    ++written.rows;
  }
  CHECK_OK(book->finish());
  return written;
}

}  // namespace niangjia::sheet
