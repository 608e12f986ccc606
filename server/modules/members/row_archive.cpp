#include "modules/members/row_archive.h"

#include <vector>

#include "base/crypto.h"
#include "store/store.h"

namespace niangjia::members {

namespace json = boost::json;

namespace {

// Text stands as a string, a number as a number, bytes as {"hex": …}.
class ArchiveSink : public record::ColumnSink {
 public:
  json::array cells;
  void put_null() override { cells.emplace_back(nullptr); }
  void put_integer(std::int64_t v) override { cells.emplace_back(v); }
  void put_real(double v) override { cells.emplace_back(v); }
  void put_text(std::string_view v) override { cells.emplace_back(json::string(v.data(), v.size())); }
  void put_blob(std::string_view v) override {
    json::object bytes;
    bytes["hex"] = to_hex(v);
    cells.emplace_back(std::move(bytes));
  }
};

class ArchiveSource : public record::ColumnSource {
 public:
  explicit ArchiveSource(const json::array& cells) : cells_(cells), bytes_(cells.size()) {
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (cells[i].is_object())
        bytes_[i] = from_hex(std::string_view(cells[i].get_object().at("hex").get_string()));
  }
  bool is_null(int c) const override { return at(c).is_null(); }
  std::int64_t integer(int c) const override { return at(c).is_int64() ? at(c).get_int64() : 0; }
  double real(int c) const override { return at(c).is_number() ? at(c).to_number<double>() : 0; }
  std::string_view text(int c) const override {
    return at(c).is_string() ? std::string_view(at(c).get_string()) : std::string_view();
  }
  std::string_view blob(int c) const override { return bytes_[static_cast<std::size_t>(c)]; }

 private:
  const json::value& at(int c) const { return cells_[static_cast<std::size_t>(c)]; }
  const json::array& cells_;
  std::vector<std::string> bytes_;
};

}  // namespace

json::array archive_row(const record::Shape& shape, const void* row) {
  ArchiveSink sink;
  for (const auto& f : shape.fields)
    if (f.is_column()) f.put(row, sink);
  return std::move(sink.cells);
}

bool restore_row(const record::Shape& shape, void* row, const json::value& archive) {
  if (!archive.is_array() ||
      archive.get_array().size() != static_cast<std::size_t>(store::column_count(shape)))
    return false;
  int column = 0;
  ArchiveSource source(archive.get_array());
  for (const auto& f : shape.fields)
    if (f.is_column()) f.take(row, source, column++);
  return true;
}

}  // namespace niangjia::members
