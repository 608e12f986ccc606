#include "access/list_question.h"

#include <charconv>

#include "base/text.h"

namespace niangjia {

std::string value_of(const Query& query, const std::string& name) {
  auto it = query.find(name);
  return it == query.end() ? std::string() : it->second;
}

Problem wrong_query(std::string_view name, std::string sentence) {
  Problem p = refuse(Code::invalid, "query.invalid", sentence);
  p.fields.push_back({std::string(name), std::move(sentence)});
  return p;
}

Problem wrong_field(std::string_view path, std::string sentence) {
  Problem p = refuse(Code::invalid, "input.invalid", "填写的内容有 1 处不对，请按提示修改。");
  p.fields.push_back({std::string(path), std::move(sentence)});
  return p;
}

Result<int> read_limit(const Query& query) {
  std::string text = value_of(query, "limit");
  if (text.empty()) return kDefaultPageRows;
  int limit = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
  if (error != std::errc() || end != text.data() + text.size() || limit < 1 || limit > kMaxPageRows)
    return wrong_query("limit", "每页行数应为 1 至 500 的整数。");
  return limit;
}

Result<Id> read_id_of(const Query& query, const std::string& name, std::string_view prefix) {
  std::string text = value_of(query, name);
  if (text.empty()) return Id{0};
  auto id = id_from_wire(prefix, text);
  if (!id) return wrong_query(name, "编号不正确，请从列表中选择。");
  return *id;
}

Result<std::string> read_words(const Query& query, const std::string& name) {
  std::string words = trim(value_of(query, name));
  if (!is_valid_utf8(words) || count_characters(words) > 100)
    return wrong_query(name, "搜索的文字不正确，最多 100 个字。");
  return words;
}

std::string like_part(std::string_view words) {
  std::string out;
  for (char c : words) {
    if (c == '%' || c == '_' || c == '!') out += '!';
    out += c;
  }
  return out;
}

std::string containing(std::string_view words) { return "%" + like_part(words) + "%"; }

std::string page_json(const std::vector<std::string>& items, std::string_view next,
                      std::optional<std::int64_t> total) {
  std::string out = "{\"items\":[" + join(items, ",") + "],\"next\":";
  if (next.empty())
    out += "null";
  else
    append_json_string(out, next);
  if (total) out += ",\"total\":" + std::to_string(*total);
  return out + "}";
}

}  // namespace niangjia
