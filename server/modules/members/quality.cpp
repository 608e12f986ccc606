#include "modules/members/quality.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"

namespace niangjia::members {

std::int64_t share_of(std::int64_t qualified, std::int64_t members) {
  return members > 0 ? qualified * 10'000 / members : 10'000;
}

std::string share_text(std::int64_t qualified, std::int64_t members) {
  const std::string digits = std::to_string(share_of(qualified, members) % 100 + 100).substr(1);
  return std::to_string(share_of(qualified, members) / 100) + "." + digits + "%";
}

QualityPlace place_of(const UnionQuality& u) { return {share_of(u.qualified, u.members), u.unqualified, u.id}; }

bool stands_before(const QualityPlace& a, const QualityPlace& b) {
  return std::tie(a.share, b.unqualified, a.id) < std::tie(b.share, a.unqualified, b.id);
}

void sort_worst_first(std::vector<UnionQuality>& unions) {
  std::sort(unions.begin(), unions.end(), [](const UnionQuality& a, const UnionQuality& b) {
    return stands_before(place_of(a), place_of(b));
  });
}

UnionQuality sum_of(const std::vector<UnionQuality>& unions) {
  UnionQuality sum;
  sum.name = "合计";
  for (const UnionQuality& u : unions)
    for (auto count : {&UnionQuality::members, &UnionQuality::qualified, &UnionQuality::unqualified,
                       &UnionQuality::no_phone, &UnionQuality::phone_not_mobile, &UnionQuality::no_category,
                       &UnionQuality::no_join_date, &UnionQuality::phone_shared})
      sum.*count += u.*count;
  sum.share = share_text(sum.qualified, sum.members);
  return sum;
}

std::vector<UnionQuality> asked_of(std::vector<UnionQuality> all, const QualityQuestion& q,
                                   std::int64_t least_percent) {
  std::erase_if(all, [&](const UnionQuality& u) {
    return (!q.township_code.empty() && u.township_code != q.township_code) ||
           (!q.words.empty() && !contains(u.name, q.words)) ||
           (q.is_below && u.qualified * 100 >= u.members * least_percent);
  });
  sort_worst_first(all);
  return all;
}

}  // namespace niangjia::members
