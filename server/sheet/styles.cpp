#include "sheet/styles.h"

#include <cstdlib>

namespace niangjia::sheet {
namespace {

constexpr std::size_t max_styles = 1u << 20;

std::uint32_t to_number(const char* text) {
  return text == nullptr ? 0 : static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10));
}

// The code without quoted text, bracketed conditions, escaped, padding and filling characters.
std::string bare_code(std::string_view format) {
  std::string bare;
  for (std::size_t i = 0; i < format.size(); ++i) {
    char c = format[i];
    if (c == '"' || c == '[') {
      std::size_t close = format.find(c == '"' ? '"' : ']', i + 1);
      if (close == std::string_view::npos) break;
      i = close;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else {
      bare.push_back(c);
    }
  }
  return bare;
}

}  // namespace

bool is_date_format_id(std::uint32_t id) {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

bool is_date_format_code(std::string_view format) {
  std::string bare = bare_code(format);
  if (bare == "General" || bare == "Standard") return false;
  if (bare.find_first_of("yYmMdDhH") != std::string::npos) return true;
  if (bare.find_first_of("0#?") != std::string::npos) return false;  // 0日 counts days
  return bare.find("年") != std::string::npos || bare.find("月") != std::string::npos ||
         bare.find("日") != std::string::npos;
}

Result<void> Styles::load(Part& part) {
  XmlStream stream(*this);
  return stream.parse(part);
}

void Styles::start(std::string_view name, const char** attributes) {
  if (name == "cellXfs") {
    in_cell_formats_ = true;
  } else if (name == "numFmt") {
    const char* code = find_attribute(attributes, "formatCode");
    if (code != nullptr && custom_.size() < max_styles) {
      custom_[to_number(find_attribute(attributes, "numFmtId"))] = is_date_format_code(code);
    }
  } else if (name == "xf" && in_cell_formats_ && dates_.size() < max_styles) {
    std::uint32_t id = to_number(find_attribute(attributes, "numFmtId"));
    auto custom = custom_.find(id);
    dates_.push_back(custom != custom_.end() ? custom->second : is_date_format_id(id));
  }
}

void Styles::end(std::string_view name) {
  if (name == "cellXfs") in_cell_formats_ = false;
}

}  // namespace niangjia::sheet
