#include "sheet/csv_book.h"

#include <algorithm>
#include <filesystem>

#include "sheet/file_problems.h"

namespace niangjia::sheet {
namespace {

constexpr std::uint32_t max_csv_records = 50'000'000;
constexpr std::uint32_t max_sheet_rows = 1048576;

}  // namespace

CsvParser::CsvParser(std::string sheet, char separator, const ReadLimits& limits,
                     const std::function<bool(const Row&)>& on_row)
    : sheet_(std::move(sheet)), separator_(separator), limits_(limits), on_row_(on_row) {
  // The limit of a worksheet is none of a CSV; a smaller one was set on purpose.
  if (limits_.max_rows == max_sheet_rows) limits_.max_rows = max_csv_records;
}

void CsvParser::unwrap_field() {
  // ="330621…" is how people keep a spreadsheet from turning an identity number into a rounded number; a
  // leading tab too.
  std::string_view field = std::string_view(buffer_).substr(field_begin_);
  if (field.size() >= 3 && field.starts_with("=\"") && field.ends_with('"')) {
    buffer_.pop_back();
    buffer_.erase(field_begin_, 2);
  } else if (field.starts_with('\t')) {
    buffer_.erase(field_begin_, 1);
  }
}

void CsvParser::end_field() {
  unwrap_field();
  auto record = static_cast<std::uint32_t>(record_);
  bool has_text = buffer_.size() > field_begin_;
  if (has_text && ends_.size() >= limits_.max_columns && !problem_) {
    problem_ = refuse_too_many_columns(sheet_, record, limits_.max_columns);
  }
  if (buffer_.size() - field_begin_ > limits_.max_cell_bytes && !problem_) {
    problem_ = refuse_cell_too_large(sheet_, record, limits_.max_cell_bytes);
  }
  if (ends_.size() < limits_.max_columns) ends_.push_back(buffer_.size());
  field_begin_ = buffer_.size();
  state_ = State::field_start;
}

void CsvParser::end_record() {
  end_field();
  while (!ends_.empty() && (ends_.size() == 1 ? 0 : ends_[ends_.size() - 2]) == ends_.back())
    ends_.pop_back();
  if (!ends_.empty() && !problem_) {
    if (record_ > limits_.max_rows) {
      problem_ = refuse_too_many_rows(sheet_, limits_.max_rows);
    } else {
      row_.number = static_cast<std::uint32_t>(record_);
      row_.cells.resize(ends_.size());
      std::size_t begin = 0;
      for (std::size_t i = 0; i < ends_.size(); ++i) {
        std::string_view text(buffer_.data() + begin, ends_[i] - begin);
        row_.cells[i] = {text.empty() ? CellKind::empty : CellKind::text, text, false};
        begin = ends_[i];
      }
      wants_more_ = on_row_(row_);
    }
  }
  ++record_;
  ends_.clear();
  buffer_.clear();
  field_begin_ = 0;
}

// Takes what needs no thought: everything up to a character that may end the field.
std::size_t CsvParser::take_plain(std::string_view piece, std::size_t at) {
  std::size_t begin = at;
  if (state_ == State::quoted) {
    at = std::min(piece.find('"', at), piece.size());
  } else {
    while (at < piece.size() && piece[at] != separator_ && piece[at] != '\r' && piece[at] != '\n') ++at;
  }
  buffer_.append(piece.substr(begin, at - begin));
  if (buffer_.size() - field_begin_ > limits_.max_cell_bytes) {
    problem_ = refuse_cell_too_large(sheet_, static_cast<std::uint32_t>(record_), limits_.max_cell_bytes);
  }
  return at;
}

void CsvParser::take_end_of_plain(char c) {
  if (c == separator_) return end_field();
  skips_line_feed_ = c == '\r';
  end_record();
}

void CsvParser::take_after_quote(char c) {
  if (c == '"') {  // a doubled quote is one quote
    buffer_.push_back('"');
    state_ = State::quoted;
  } else if (c == separator_ || c == '\r' || c == '\n') {
    take_end_of_plain(c);
  } else {
    buffer_.push_back(c);
    state_ = State::plain;
  }
}

Result<bool> CsvParser::feed(std::string_view piece) {
  for (std::size_t at = 0; at < piece.size() && wants_more_ && !problem_;) {
    char c = piece[at];
    if (skips_line_feed_) {
      skips_line_feed_ = false;
      if (c == '\n') {
        ++at;
        continue;
      }
    }
    if (state_ == State::field_start) {
      state_ = c == '"' ? State::quoted : State::plain;
      if (c == '"') ++at;
      continue;
    }
    if (state_ == State::after_quote) {
      take_after_quote(c);
      ++at;
      continue;
    }
    at = take_plain(piece, at);
    if (at == piece.size() || problem_) break;
    if (state_ == State::quoted) {
      state_ = State::after_quote;
    } else {
      take_end_of_plain(piece[at]);
    }
    ++at;
  }
  if (problem_) return *problem_;
  return wants_more_;
}

Result<void> CsvParser::finish() {
  // A quote that is never closed swallowed the rest of the file: not a row to be guessed at.
  if (state_ == State::quoted && wants_more_) {
    return refuse(Code::invalid, "file.damaged",
                  "“" + sheet_ + "”第 " + std::to_string(record_) +
                      " 行有一个引号没有配对，后面的内容无法分行。请补上或删去这个引号后重新上传。");
  }
  if (wants_more_ && (state_ != State::field_start || !ends_.empty())) end_record();
  if (problem_) return *problem_;
  return {};
}

char find_separator(std::string_view start) {
  std::size_t counts[3] = {0, 0, 0};
  constexpr std::string_view separators = ",;\t";
  bool is_quoted = false;
  for (char c : start) {
    if (c == '"') is_quoted = !is_quoted;
    if (is_quoted) continue;
    bool has_any = counts[0] + counts[1] + counts[2] > 0;
    if ((c == '\n' || c == '\r') && has_any) break;
    std::size_t which = separators.find(c);
    if (which != std::string_view::npos) ++counts[which];
  }
  return separators[static_cast<std::size_t>(std::max_element(counts, counts + 3) - counts)];
}

CsvBook::CsvBook(std::string path, Encoding encoding, const ReadLimits& limits)
    : path_(std::move(path)), encoding_(encoding), limits_(limits) {
  sheets_.push_back({std::filesystem::path(path_).stem().string(), false});
}

Result<std::unique_ptr<Workbook>> CsvBook::open(const std::string& path, const ReadLimits& limits) {
  FileHandle file(std::fopen(path.c_str(), "rb"));
  if (!file) return refuse(Code::not_found, "file.missing", "找不到文件。请重新上传。");
  TRY(Encoding encoding, detect_encoding(file.get()));
  std::unique_ptr<CsvBook> book(new CsvBook(path, encoding, limits));
  TRY(TextStream stream, TextStream::open(path, encoding));
  TRY(std::string_view start, stream.next());
  book->separator_ = find_separator(start);
  return std::unique_ptr<Workbook>(std::move(book));
}

Result<void> CsvBook::read(std::size_t sheet, const std::function<bool(const Row&)>& on_row) {
  if (sheet != 0) return bug("a CSV has one sheet");
  TRY(TextStream stream, TextStream::open(path_, encoding_));
  CsvParser parser(sheets_[0].name, separator_, limits_, on_row);
  while (true) {
    TRY(std::string_view piece, stream.next());
    if (piece.empty()) break;
    TRY(bool wants_more, parser.feed(piece));
    if (!wants_more) return {};
  }
  return parser.finish();
}

}  // namespace niangjia::sheet
