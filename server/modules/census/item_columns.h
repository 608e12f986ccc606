#pragma once
// One column for each thing instead of one list in a cell: 空调 | 微波炉 | 饮水机 in a register of stations (√, 有, 2台, ×),
// 饮水 | 充电 | 热饭 in a ledger, with 人次 in the cells; under a merged group (设施) or without one.

#include "modules/census/header_finder.h"
#include "modules/census/organisation_judge.h"
#include "modules/services/services.h"

namespace niangjia::census {

// Gives the columns of a kind that has them their fields (kit_column, service_column, count_column), where no other field
// took the title.
void match_item_columns(const Header& header, Kind kind, std::vector<std::optional<Field>>& fields);

// What a √ column of kit says of the thing named by its title.
struct KitMark {
  bool is_there = false;
  bool is_sure = true;  // false: words that are neither yes nor no
  std::string words;    // as a list in one cell would say it: 空调2台(1台损坏)
};
KitMark read_kit_mark(std::string_view thing, std::string_view cell);
// Writes what the columns of a station's row say before the lists of the row itself.
void fold_item_columns(const RawRow& raw, OrganisationRow& row);

// 人次 of one item, in a row of a ledger.
struct ItemCount {
  std::string title;    // of its column, with its group: 服务人次/饮水
  std::string written;
  std::int64_t amount = 0;  // 0: no count
};
// The cells that say something; 0, 无 and - are nothing given.
std::vector<ItemCount> read_item_counts(const RawRow& raw);
bool has_count_columns(const RawRow& raw);
// The item of a column: by its own title, or by the part of it behind a "/".
const services::ServiceItem* item_of_column(const services::ItemBook& items, std::string_view title);

}  // namespace niangjia::census
