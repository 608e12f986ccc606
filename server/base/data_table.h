#pragma once
// Tables of the program's own data (data/*.tsv): a header line, then one row a line, cells parted by tabs.

#include <string>
#include <string_view>
#include <vector>

namespace niangjia {

// The rows below the header, with at least `columns` cells each; throws when the file is missing or a row is
// shorter, which is a bug of the build and found at start.
std::vector<std::vector<std::string>> data_rows(std::string_view file_name, std::size_t columns);

}  // namespace niangjia
