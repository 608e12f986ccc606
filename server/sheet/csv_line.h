#pragma once
// One line of a CSV that a spreadsheet opens rightly, for files and for answers.

#include <string>
#include <string_view>
#include <vector>

namespace niangjia::sheet {

inline constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";  // at the head: a spreadsheet takes the file for UTF-8 by it

// Cells parted by commas, quoted where they must be, ended by CRLF. What would run as a formula, or be rounded as a long number,
// begins with a tab, which a spreadsheet does not show and our reader takes off.
void append_csv_line(std::string& out, const std::vector<std::string>& cells);

}  // namespace niangjia::sheet
