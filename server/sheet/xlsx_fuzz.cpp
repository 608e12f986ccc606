// Two ways in: bytes that begin as a zip are read as they are; all others are cut at 0xFF bytes into the
// texts of the parts of a workbook, so that the fuzzer reaches the XML without having to learn deflate and
// checksums.

#include <zip.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "sheet/fuzz_file.h"

namespace {

constexpr std::array<const char*, 6> names = {
    "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",       "xl/styles.xml",
    "xl/workbook.xml",          "xl/_rels/workbook.xml.rels", "_rels/.rels"};
constexpr std::array<std::string_view, 6> usual = {
    "<worksheet/>",
    "<sst/>",
    "<styleSheet/>",
    "<workbook><sheets><sheet name=\"a\" r:id=\"1\"/></sheets></workbook>",
    "<Relationships><Relationship Id=\"1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    "<Relationship Id=\"2\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/>"
    "<Relationship Id=\"3\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>",
    "<Relationships><Relationship Id=\"1\" Type=\"x/officeDocument\" "
    "Target=\"xl/workbook.xml\"/></Relationships>"};

bool add_part(zip_t* zip, const char* name, std::string_view text) {
  zip_source_t* source = zip_source_buffer(zip, text.data(), text.size(), 0);
  if (source == nullptr) return false;
  zip_int64_t index = zip_file_add(zip, name, source, ZIP_FL_OVERWRITE);
  if (index < 0) zip_source_free(source);
  return index >= 0 && zip_set_file_compression(zip, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0) == 0;
}

std::vector<std::uint8_t> take_bytes(zip_source_t* source) {
  std::vector<std::uint8_t> bytes;
  zip_stat_t stat;
  if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0) return bytes;
  bytes.resize(stat.size);
  zip_int64_t count = zip_source_read(source, bytes.data(), bytes.size());
  bytes.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
  zip_source_close(source);
  return bytes;
}

std::vector<std::uint8_t> pack(std::string_view input) {
  zip_error_t error;
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::string_view part = input.substr(0, input.find('\xFF'));
    input.remove_prefix(std::min(input.size(), part.size() + 1));
    add_part(zip, names[i], part.empty() ? usual[i] : part);
  }
  if (zip_close(zip) != 0) zip_discard(zip);
  std::vector<std::uint8_t> bytes = take_bytes(target);
  zip_source_free(target);
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  std::vector<std::uint8_t> packed;
  if (!input.starts_with("PK")) {
    packed = pack(input);
    data = packed.data();
    size = packed.size();
  }
  niangjia::sheet::FuzzFile file(data, size);
  if (file.is_whole()) niangjia::sheet::read_all(file.path());
  return 0;
}
