#include <algorithm>

#include "base/text.h"
#include "modules/census/library.h"
#include "modules/census/store.h"

namespace niangjia::census {

namespace {

constexpr std::size_t kMostInMemory = 250'000;  // people of a dry run; about 40 MB

std::string work_key(Id person_id, std::string_view outlet_key) {
  return std::to_string(person_id) + ":" + std::string(outlet_key);
}

std::string pack(const KnownPerson& p) {
  std::string out = std::to_string(p.person_id) + '\n' + std::to_string(static_cast<int>(p.standing)) + '\n' +
                    std::to_string(p.union_id) + '\n' + (p.joined_on ? p.joined_on->iso() : "") + '\n' +
                    std::to_string(p.category) + '\n' + std::to_string(p.in_roster + 2 * p.is_counted + 4 * p.is_new) +
                    '\n' + std::to_string(p.gaps) + '\n' + std::to_string(p.problems) + '\n' +
                    (p.born_on ? p.born_on->iso() : "") + '\n' + p.name;
  return out;
}

KnownPerson unpack(std::string_view text) {
  KnownPerson p;
  auto next = [&] {
    auto at = text.find('\n');
    std::string part(text.substr(0, at));
    text = at == std::string_view::npos ? std::string_view{} : text.substr(at + 1);
    return part;
  };
  p.person_id = std::stoll(next());
  p.standing = static_cast<members::Standing>(std::stoi(next()));
  p.union_id = std::stoll(next());
  p.joined_on = Date::parse_iso(next());
  p.category = std::stoi(next());
  int flags = std::stoi(next());
  p.in_roster = flags & 1;
  p.is_counted = flags & 2;
  p.is_new = flags & 4;
  p.gaps = std::stoi(next());
  p.problems = std::stoi(next());
  p.born_on = Date::parse_iso(next());
  p.is_changed = true;
  p.name = text;
  return p;
}

}  // namespace

Result<void> PersonDesk::spill() {
  if (!is_dry_run_) {
    people_.clear();
    phones_.clear();
    work_.clear();
    return {};
  }
  if (people_.size() < kMostInMemory && phones_.size() < kMostInMemory && work_.size() < kMostInMemory) return {};
  if (!scratch_) {
    TRY(scratch_, store::Scratch::create());
    make_desk_tables(*scratch_);
  }
  for (const auto& [key, person] : people_)
    if (person.is_changed) keep_person(*scratch_, {key.data(), key.size()}, pack(person));
  for (const auto& [phone, owner] : phones_)
    keep_phone(*scratch_, {phone.data(), phone.size()}, {owner.data(), owner.size()});
  for (const auto& [key, has_left] : work_) keep_work(*scratch_, key, has_left);
  people_.clear();
  phones_.clear();
  work_.clear();
  return {};
}

Result<void> PersonDesk::begin_chunk(store::ReadTx& tx, const std::vector<PersonRow>& rows) {
  CHECK_OK(spill());
  std::vector<const record::Blob*> ids, phones;
  for (const auto& row : rows) {
    if (row.identity_index.bytes.empty()) continue;
    if (!people_.contains(key_of(row.identity_index))) ids.push_back(&row.identity_index);
    if (!row.phone_index.bytes.empty() && !phones_.contains(key_of(row.phone_index))) phones.push_back(&row.phone_index);
  }
  load_people(tx, realm_id_, ids, [&](const record::Blob& index, KnownPerson person) {
    people_.try_emplace(key_of(index), std::move(person));
  });
  std::vector<Id> numbers;
  numbered_.clear();
  for (const auto& row : rows)
    if (row.person_id) numbers.push_back(row.person_id);
  load_numbered(tx, realm_id_, numbers, [&](const record::Blob& index, KnownPerson person) {
    numbered_[person.person_id] = key_of(index);
    people_.try_emplace(key_of(index), std::move(person));
  });
  load_claims(tx, realm_id_, ids, [&](const record::Blob& index) {
    auto [it, is_new] = people_.try_emplace(key_of(index));
    it->second.claimed_elsewhere = true;
  });
  load_phones(tx, realm_id_, phones, [&](const record::Blob& phone, const record::Blob& owner) {
    phones_.try_emplace(key_of(phone), key_of(owner));
  });
  std::vector<Id> people;
  for (const auto& row : rows) {
    auto it = people_.find(key_of(row.identity_index));
    if (it != people_.end() && it->second.in_roster && !row.outlet_key.empty()) people.push_back(it->second.person_id);
  }
  load_work(tx, realm_id_, people, [&](Id person, std::string_view outlet_key, bool has_left) {
    work_.try_emplace(work_key(person, organisation_key(outlet_key)), has_left);
  });
  if (scratch_) {
    for (const auto* id : ids)
      if (auto packed = kept_person(*scratch_, id->bytes)) people_[key_of(*id)] = unpack(*packed);
    for (const auto* phone : phones)
      if (auto owner = kept_phone(*scratch_, phone->bytes)) phones_[key_of(*phone)] = key_of(record::Blob{*owner});
  }
  return {};
}

KnownPerson* PersonDesk::find(const record::Blob& identity_index) {
  auto it = people_.find(key_of(identity_index));
  return it == people_.end() ? nullptr : &it->second;
}

KnownPerson* PersonDesk::find_numbered(PersonRow& row) {
  auto it = numbered_.find(row.person_id);
  if (it == numbered_.end()) return nullptr;
  row.identity_index.bytes.assign(it->second.data(), it->second.size());
  return find(row.identity_index);
}

KnownPerson& PersonDesk::add(const record::Blob& identity_index, KnownPerson person) {
  person.is_changed = true;
  return people_[key_of(identity_index)] = std::move(person);
}

bool PersonDesk::phone_is_anothers(const record::Blob& phone_index, const record::Blob& identity_index) {
  auto [it, is_new] = phones_.try_emplace(key_of(phone_index), key_of(identity_index));
  return !is_new && it->second != key_of(identity_index);
}

bool PersonDesk::has_work(Id person_id, std::string_view outlet_key, bool has_left) {
  std::string key = work_key(person_id, outlet_key);
  auto it = work_.find(key);
  if (it != work_.end()) return it->second == has_left;
  if (!scratch_) return false;
  auto kept = kept_work(*scratch_, key);
  return kept && *kept == has_left;
}

void PersonDesk::add_work(Id person_id, std::string_view outlet_key, bool has_left) {
  work_[work_key(person_id, outlet_key)] = has_left;
}

}  // namespace niangjia::census
