#pragma once
// What every list asks and answers in the same way: the bound and the place of a page, a refusal that names
// the field, the envelope of the rows.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"

namespace niangjia {

using Query = std::map<std::string, std::string>;

inline constexpr int kDefaultPageRows = 50;
inline constexpr int kMaxPageRows = 500;

std::string value_of(const Query& query, const std::string& name);  // empty: not told
Problem wrong_query(std::string_view name, std::string sentence);
// One field of what was handed in is wrong; the sentence stands beside that field.
Problem wrong_field(std::string_view path, std::string sentence);
Result<int> read_limit(const Query& query);  // 1 to 500; 50 when it is not told
Result<Id> read_id_of(const Query& query, const std::string& name, std::string_view prefix);  // 0: not told
Result<std::string> read_words(const Query& query, const std::string& name);  // at most 100 characters
// Words inside a LIKE … ESCAPE '!', where % and _ stand for themselves; and the pattern that finds them anywhere.
std::string like_part(std::string_view words);
std::string containing(std::string_view words);
// {"items":[…],"next":"…","total":n}; `next` empty: null
std::string page_json(const std::vector<std::string>& items, std::string_view next,
                      std::optional<std::int64_t> total = {});

}  // namespace niangjia
