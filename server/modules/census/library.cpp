#include "modules/census/library.h"

#include <algorithm>
#include <cstring>

#include "modules/census/store.h"

namespace niangjia::census {

void UnionBook::add(UnionPlace place) {
  std::size_t index = unions_.size();
  if (place.parent_id == 0) root_ = index;
  by_id_[place.id] = index;
  by_name_.emplace(place.name_key, index);
  bool is_township_federation = place.path.size() == 2 * unions::kSegmentLength && !place.township.empty() &&
                                place.name.ends_with("总工会");
  if (is_township_federation) by_township_.emplace(place.township, index);
  unions_.push_back(std::move(place));
}

const UnionPlace* UnionBook::by_id(Id id) const {
  auto it = by_id_.find(id);
  return it == by_id_.end() ? nullptr : &unions_[it->second];
}

const UnionPlace* UnionBook::by_name(std::string_view name_key, int& count) const {
  const UnionPlace* found = nullptr;
  count = 0;
  if (name_key.empty()) return nullptr;
  auto [first, last] = by_name_.equal_range(name_key);
  for (auto it = first; it != last; ++it) {
    const UnionPlace& u = unions_[it->second];
    if (!u.is_active && found) continue;
    if (u.is_active) ++count;
    if (!found || u.is_active) found = &u;
  }
  if (found && count == 0) count = 1;  // only a dissolved one bears the name: still the one that is meant
  return found;
}

const UnionPlace& UnionBook::of_township(std::string_view code) const {
  auto it = by_township_.find(code);
  return it == by_township_.end() ? root() : unions_[it->second];
}

Result<Library> load_library(store::ReadTx& tx, Id realm_id) {
  Library library;
  load_unions(tx, realm_id, library.unions);
  if (library.unions.all().empty())
    return refuse(Code::conflict, "import.no_realm",
                  "数据库中还没有本级总工会，请先建立（--realm 名称 --division 区划代码）。");
  load_outlets(tx, realm_id, library.outlets);
  library.brands = std::make_unique<employers::BrandBook>(employers::list_brands(tx, realm_id));
  library.divisions = std::make_unique<divisions::DivisionBook>(divisions::DivisionBook::embedded());
  library.county = county_of(tx, realm_id);
  return library;
}

IndexKey key_of(const record::Blob& index) {
  IndexKey key{};
  std::memcpy(key.data(), index.bytes.data(), std::min(key.size(), index.bytes.size()));
  return key;
}

std::size_t IndexHash::operator()(const IndexKey& k) const {  // the index is a keyed hash already
  std::size_t h;
  std::memcpy(&h, k.data(), sizeof h);
  return h;
}

}  // namespace niangjia::census
