#include "base/data_table.h"

#include <stdexcept>

#include "base/embedded.h"
#include "base/text.h"

namespace niangjia {

std::vector<std::vector<std::string>> data_rows(std::string_view file_name, std::size_t columns) {
  for (const EmbeddedFile& file : embedded_data()) {
    if (file.path != file_name) continue;
    std::vector<std::vector<std::string>> rows;
    bool is_header = true;
    for (const auto& line : split(file.bytes, '\n')) {
      if (!is_header && !trim(line).empty()) rows.push_back(split(line, '\t'));
      if (!rows.empty() && rows.back().size() < columns)
        throw std::runtime_error("data/" + std::string(file_name) + ": a row is too short: " + line);
      is_header = false;
    }
    return rows;
  }
  throw std::runtime_error("data/" + std::string(file_name) + " is not in the program");
}

}  // namespace niangjia
