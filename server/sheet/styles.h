#pragma once
// Which cell styles of an .xlsx show a number as a date.

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sheet/xml_stream.h"

namespace niangjia::sheet {

bool is_date_format_id(std::uint32_t id);           // built-in ids (ECMA-376 part 1, 18.8.30)
bool is_date_format_code(std::string_view format);  // custom codes

class Styles final : public XmlHandler {
 public:
  Result<void> load(Part& part);
  bool is_date(std::size_t style) const { return style < dates_.size() && dates_[style]; }

 private:
  void start(std::string_view name, const char** attributes) override;
  void end(std::string_view name) override;
  std::unordered_map<std::uint32_t, bool> custom_;
  std::vector<bool> dates_;
  bool in_cell_formats_ = false;
};

}  // namespace niangjia::sheet
