#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "sheet/csv_line.h"
#include "sheet/file_problems.h"
#include "sheet/shared_strings.h"
#include "sheet/sheet.h"

namespace niangjia::sheet {
namespace {

bool is_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  std::size_t digits = 0, points = 0;
  for (char c : text) {
    digits += c >= '0' && c <= '9';
    points += c == '.';
  }
  return digits > 0 && points <= 1 && digits + points == text.size();
}

bool needs_tab(std::string_view text) {
  if (text.empty()) return false;
  if (is_number(text)) return text.size() >= 16;
  return std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
}

void append_cell(std::string& out, std::string_view text) {
  const bool has_tab = needs_tab(text);
  if (!has_tab && text.find_first_of(",;\"\r\n\t") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  if (has_tab) out += '\t';
  for (char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

class CsvFile final : public CsvWriter {
 public:
  CsvFile(std::string path, std::string temporary, FileHandle file)
      : path_(std::move(path)), temporary_(std::move(temporary)), file_(std::move(file)) {
    put(kUtf8Mark);
  }
  ~CsvFile() override {
    file_.reset();
    if (!temporary_.empty()) unlink(temporary_.c_str());
  }

  void add_row(const std::vector<std::string>& cells) override {
    line_.clear();
    append_csv_line(line_, cells);
    put(line_);
  }

  Result<void> finish() override {
    if (!file_) return bug("finish() twice");
    bool is_written = !has_failed_ && std::fflush(file_.get()) == 0 && fsync(fileno(file_.get())) == 0;
    file_.reset();
    if (!is_written) return refuse_disk("write of " + path_);
    if (std::rename(temporary_.c_str(), path_.c_str()) != 0) return refuse_disk("rename to " + path_);
    temporary_.clear();
    return {};
  }

 private:
  void put(std::string_view text) {
    if (file_ && std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) has_failed_ = true;
  }

  std::string path_, temporary_;
  FileHandle file_;
  std::string line_;
  bool has_failed_ = false;
};

}  // namespace

void append_csv_line(std::string& out, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    append_cell(out, cells[i]);
  }
  out += "\r\n";
}

Result<std::unique_ptr<CsvWriter>> CsvWriter::create(const std::string& path) {
  std::string temporary = path + ".XXXXXX";
  int fd = mkstemp(temporary.data());
  if (fd < 0) return refuse_disk("create " + path);
  FileHandle file(fdopen(fd, "wb"));
  if (!file) {
    close(fd);
    unlink(temporary.c_str());
    return refuse_disk("fdopen");
  }
  return std::unique_ptr<CsvWriter>(std::make_unique<CsvFile>(path, std::move(temporary), std::move(file)));
}

}  // namespace niangjia::sheet
