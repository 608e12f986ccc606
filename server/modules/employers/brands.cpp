// Brands by any of their names.

#include "modules/employers/brands.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "modules/employers/employers.h"

namespace niangjia::employers {

BrandBook::BrandBook(std::vector<Brand> brands) : brands_(std::move(brands)) {
  for (std::size_t i = 0; i < brands_.size(); ++i) {
    by_key_.emplace_back(organisation_key(brands_[i].name), i);
    for (const auto& alias : brands_[i].aliases) by_key_.emplace_back(organisation_key(alias), i);
  }
  std::sort(by_key_.begin(), by_key_.end());
}

const Brand* BrandBook::find(std::string_view name) const {
  std::string key = organisation_key(name);
  auto it = std::lower_bound(by_key_.begin(), by_key_.end(), std::pair(key, std::size_t{0}));
  return it != by_key_.end() && it->first == key && !key.empty() ? &brands_[it->second] : nullptr;
}

const Brand* BrandBook::by_id(Id id) const {
  for (const Brand& b : brands_)
    if (b.id == id) return &b;
  return nullptr;
}

void fill_search_keys(Employer& e) {
  Pinyin pinyin = to_pinyin(e.name, false);
  e.name_key = organisation_key(e.name);
  e.name_pinyin = pinyin.full;
  e.name_initials = join(pinyin.initials, " ");
}

std::vector<Brand> read_brands(std::string_view tsv) {
  std::vector<Brand> brands;
  bool is_head = true;
  for (const std::string& line : split(tsv, '\n')) {
    auto cells = split(line, '\t');
    if (!std::exchange(is_head, false) && cells.size() >= 3 && !cells[0].empty()) {
      Brand& b = brands.emplace_back();
      b.name = trim(cells[0]);
      if (!trim(cells[1]).empty()) b.aliases = split(trim(cells[1]), '|');
      b.trade = trim(cells[2]);
    }
  }
  return brands;
}

Result<void> seed_brands(store::WriteTx& tx, IdMaker& ids, Id realm_id, std::string_view tsv) {
  for (Brand& b : read_brands(tsv)) {
    b.realm_id = realm_id;
    b.id = ids.next();
    tx.insert_new(b);
  }
  return {};
}

}  // namespace niangjia::employers
