#pragma once
// The refusals of files, each with the sentence a cadre needs. The reasons are stable words.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace niangjia::sheet {

Problem refuse_damaged(std::string inside);
Problem refuse_bomb(std::string inside);
Problem refuse_entities();
Problem refuse_encrypted();
Problem refuse_not_a_workbook(std::string_view what_it_is);  // may be empty
Problem refuse_too_many_columns(std::string_view sheet, std::uint32_t row, std::uint32_t max_columns);
Problem refuse_too_many_rows(std::string_view sheet, std::uint32_t max_rows);
Problem refuse_cell_too_large(std::string_view sheet, std::uint32_t row, std::uint32_t max_bytes);
Problem refuse_unknown_encoding(std::uint64_t line);
Problem refuse_disk(std::string inside);

}  // namespace niangjia::sheet
