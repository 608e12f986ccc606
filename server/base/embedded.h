#pragma once
// Files that the build puts into the program (migrations, code lists, pages); see tools/embed.cmake.
#include <string_view>
#include <vector>

namespace niangjia {
struct EmbeddedFile {
  std::string_view path;   // relative to the embedded folder
  std::string_view bytes;  // lives as long as the program
};
}  // namespace niangjia

const std::vector<niangjia::EmbeddedFile>& embedded_migrations();
const std::vector<niangjia::EmbeddedFile>& embedded_data();
const std::vector<niangjia::EmbeddedFile>& embedded_pages();
