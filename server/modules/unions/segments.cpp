// Segments of the tree's paths, and the keys by which a union is found.

#include <stdexcept>

#include "base/text.h"
#include "modules/unions/unions.h"

namespace niangjia::unions {

std::string segment_text(std::int64_t number) {
  static constexpr std::string_view letters =
      "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // sorted bytewise; no I, L, O, U
  if (number < 0 || number >= (std::int64_t{1} << (5 * kSegmentLength)))
    throw std::out_of_range("a federation's tree has room for 1,048,576 unions");
  std::string out(kSegmentLength, '0');
  for (std::size_t i = kSegmentLength; i-- > 0; number >>= 5)
    out[i] = letters[static_cast<std::size_t>(number & 31)];
  return out;
}

void fill_search_keys(Union& u) {
  Pinyin pinyin = to_pinyin(u.name, false);
  u.name_key = organisation_key(u.name);
  u.name_pinyin = pinyin.full;
  u.name_initials = join(pinyin.initials, " ");
}

}  // namespace niangjia::unions
