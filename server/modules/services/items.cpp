#include <algorithm>
#include <map>

#include "base/data_table.h"
#include "base/text.h"
#include "modules/services/store.h"

namespace niangjia::services {

namespace {

std::string item_key(std::string_view name) { return to_lower_ascii(remove_spaces(to_half_width(name))); }

// 免费理发服务（每周三）→ 理发: what a name is without the words that say nothing of the item; as it is when nothing is left.
std::string bare_key(const std::string& key) {
  std::string bare = key.substr(0, key.find('('));
  for (std::string_view head : {"提供", "免费", "爱心", "便民"})
    if (bare.starts_with(head)) bare.erase(0, head.size());
  for (std::string_view tail : {"志愿服务", "服务活动", "服务项目", "服务", "活动"})
    if (bare.ends_with(tail)) bare.resize(bare.size() - tail.size());
  return bare.empty() ? key : bare;
}

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
  const Keys names = by_key_;
  auto is_name = [&](const std::string& key) {
    return std::any_of(names.begin(), names.end(), [&](const auto& name) { return name.first == key; });
  };
  for (std::size_t i = 0; i < items_.size(); ++i)
    for (const std::string& alias : items_[i].aliases)
      if (!is_name(item_key(alias))) by_key_.emplace_back(item_key(alias), i);  // an item's own name goes before
  std::sort(by_key_.begin(), by_key_.end());
  for (const auto& [key, at] : by_key_) by_bare_key_.emplace_back(bare_key(key), at);
  std::sort(by_bare_key_.begin(), by_bare_key_.end());
}

const ServiceItem* ItemBook::find(std::string_view name) const {
  const std::string key = item_key(name);
  if (key.empty()) return nullptr;
  if (const ServiceItem* exact = find_in(by_key_, key)) return exact;
  return find_in(by_bare_key_, bare_key(key));
}

// The item of that key; none when two items share it.
const ServiceItem* ItemBook::find_in(const Keys& keys, const std::string& key) const {
  const auto first = std::lower_bound(keys.begin(), keys.end(), std::pair<std::string, std::size_t>(key, 0));
  if (first == keys.end() || first->first != key) return nullptr;
  const bool is_one = std::all_of(first, keys.end(), [&](const auto& k) { return k.first != key || k.second == first->second; });
  return is_one ? &items_[first->second] : nullptr;
}

ItemBook known_item_book() { return ItemBook(known_items()); }

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
