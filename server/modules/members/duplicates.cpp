// The same human kept twice: found by phone, or by name and birth under another number.

#include <algorithm>
#include <map>

#include "modules/members/rules.h"
#include "modules/members/store.h"

namespace niangjia::members {

namespace {

// Bound by the number of parameters a statement may carry.
constexpr std::size_t kPart = 200;

LikelyDuplicate pair_of(const Person& a, const Person& b, Likeness likeness) {
  LikelyDuplicate pair;
  pair.realm_id = a.realm_id;
  pair.left_id = std::min(a.id, b.id);
  pair.right_id = std::max(a.id, b.id);
  pair.union_path = common_path(a.union_path, b.union_path);
  pair.score = likeness.score;
  pair.reasons = std::move(likeness.reasons);
  pair.state = "open";
  return pair;
}

using Pairs = std::map<std::pair<Id, Id>, LikelyDuplicate>;

template <class Key>
void match(std::span<const Person> persons, const std::vector<Person>& candidates, Key key, Pairs& pairs) {
  std::multimap<std::string, const Person*> by_key;
  for (const Person& c : candidates) by_key.emplace(key(c), &c);
  for (const Person& p : persons) {
    std::string wanted = key(p);
    if (wanted.empty()) continue;
    auto [first, last] = by_key.equal_range(wanted);
    for (auto it = first; it != last; ++it) {
      if (it->second->id == p.id) continue;
      Likeness likeness = likeness_of(p, *it->second);
      if (likeness.score < kLikelyScore) continue;
      LikelyDuplicate pair = pair_of(p, *it->second, std::move(likeness));
      pairs.try_emplace({pair.left_id, pair.right_id}, std::move(pair));
    }
  }
}

}  // namespace

std::int64_t find_duplicates_of(store::WriteTx& tx, IdMaker& ids, std::span<const Person> persons,
                                Id import_id) {
  std::int64_t written = 0;
  for (std::size_t at = 0; at < persons.size(); at += kPart) {
    auto part = persons.subspan(at, std::min(kPart, persons.size() - at));
    Id realm_id = part.front().realm_id;
    Pairs pairs;
    match(
        part, people_with_phones(tx, realm_id, part), [](const Person& p) { return p.phone_index.bytes; },
        pairs);
    match(
        part, people_with_names(tx, realm_id, part),
        [](const Person& p) { return p.born_on ? p.name + p.born_on->iso() : std::string(); }, pairs);
    for (auto& [key, pair] : pairs) {
      pair.id = ids.next();
      pair.import_id = import_id;
      written += tx.insert_new(pair);
    }
  }
  return written;
}

}  // namespace niangjia::members
