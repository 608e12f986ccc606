#pragma once
// Compressing an answer on its way out. Only for what everybody may read: a secret beside a reader's own words must not be
// compressed together with them (BREACH).

#include <string>
#include <string_view>

namespace niangjia::http {

inline constexpr std::size_t kWorthCompressing_bytes = 1400;  // smaller ones fit one packet anyway
std::string gzip_of(std::string_view text);  // empty when it cannot be made
// For tests and tools: what gzip_of() was made of; empty when it is broken.
std::string gunzip_of(std::string_view bytes);

}  // namespace niangjia::http
