#pragma once
// Names of the nodes and periods of figure_sum (migrations/0004_figures.sql).

#include <string_view>

namespace niangjia::figures {

inline constexpr std::size_t kSegment = 4;             // letters of a union's own part of its path
inline constexpr std::string_view kTerritories = "#";  // parent of the townships
inline constexpr std::string_view kNoTerritory = "-";  // of unions that belong to no township: 区级直属
inline constexpr std::string_view kWholeTime = "all";  // the period of everything ever

inline std::string_view own_segment(std::string_view path) {
  return path.size() < kSegment ? path : path.substr(path.size() - kSegment);
}
inline std::string_view parent_segment(std::string_view path) {
  return path.size() < 2 * kSegment ? std::string_view() : path.substr(path.size() - 2 * kSegment, kSegment);
}
inline std::string_view territory_node(std::string_view township) {
  return township.empty() ? kNoTerritory : township;
}

}  // namespace niangjia::figures
