#include <algorithm>
#include <map>

#include "base/data_table.h"
#include "base/text.h"
#include "modules/services/store.h"

namespace niangjia::services {

namespace {

std::string item_key(std::string_view name) { return to_lower_ascii(remove_spaces(to_half_width(name))); }

const std::vector<ServiceItem>& known_items() {
  static const std::vector<ServiceItem> items = [] {
    std::vector<ServiceItem> all;
    for (const auto& cells : data_rows("service_items.tsv", 2)) {
      ServiceItem item;
      item.name = cells[0];
      for (std::string& alias : split(cells[1], '|'))
        if (!alias.empty()) item.aliases.push_back(std::move(alias));
      all.push_back(std::move(item));
    }
    return all;
  }();
  return items;
}

}  // namespace

ItemBook::ItemBook(std::vector<ServiceItem> items) : items_(std::move(items)) {
  for (std::size_t i = 0; i < items_.size(); ++i) by_key_.emplace_back(item_key(items_[i].name), i);
  std::sort(by_key_.begin(), by_key_.end());
  // What a federation offers under a name of its own is no longer another item's alias.
  std::vector<std::pair<std::string, std::size_t>> aliases;
  for (std::size_t i = 0; i < items_.size(); ++i)
    for (const std::string& alias : items_[i].aliases)
      if (!find(alias)) aliases.emplace_back(item_key(alias), i);
  by_key_.insert(by_key_.end(), aliases.begin(), aliases.end());
  std::sort(by_key_.begin(), by_key_.end());
}

const ServiceItem* ItemBook::find(std::string_view name) const {
  const std::string key = item_key(name);
  auto it = std::lower_bound(by_key_.begin(), by_key_.end(), std::pair<std::string, std::size_t>(key, 0));
  return key.empty() || it == by_key_.end() || it->first != key ? nullptr : &items_[it->second];
}

std::vector<ServiceItem> list_items(store::ReadTx& tx, Id realm_id) {
  std::vector<ServiceItem> items = known_items();
  for (ServiceItem& own : own_items(tx, realm_id)) {
    auto it = std::find_if(items.begin(), items.end(), [&](const ServiceItem& i) { return i.name == own.name; });
    if (it == items.end()) items.push_back(std::move(own));
    else *it = std::move(own);
  }
  return items;
}

}  // namespace niangjia::services
