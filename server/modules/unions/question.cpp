#include "modules/unions/question.h"

#include "base/text.h"

namespace niangjia::unions {

namespace {

template <class E>
Result<std::optional<E>> read_word_of(const Query& query, const std::string& name, std::string_view label) {
  std::string text = value_of(query, name);
  if (text.empty()) return std::optional<E>();
  auto word = record::from_word<E>(text);
  if (!word)
    return wrong_query(name, "没有“" + text.substr(0, 40) + "”这种" + std::string(label) + "，请从列表中选择。");
  return word;
}

Result<std::optional<bool>> read_truth(const Query& query, const std::string& name) {
  std::string text = value_of(query, name);
  if (text.empty()) return std::optional<bool>();
  if (text == "true" || text == "1") return std::optional<bool>(true);
  if (text == "false" || text == "0") return std::optional<bool>(false);
  return wrong_query(name, "应为 true 或 false。");
}

Result<void> read_sort(const Query& query, UnionFilter& filter) {
  std::string text = value_of(query, "sort");
  filter.descends = text.starts_with('-');
  std::string_view column = std::string_view(text).substr(filter.descends ? 1 : 0);
  if (column.empty() || column == "tree")
    filter.sort = UnionSort::tree;
  else if (column == "name")
    filter.sort = UnionSort::name;
  else if (column == "founded_on")
    filter.sort = UnionSort::founded;
  else if (column == "term_to_on")
    filter.sort = UnionSort::term_end;
  else
    return wrong_query("sort", "不能按这一列排序，可按名称、建会日期或任期止排序。");
  return {};
}

Result<void> read_under(store::ReadTx& tx, Id realm_id, const Query& query, UnionFilter& filter) {
  TRY(Id id, read_id_of(query, "under", "uni"));
  if (id == 0) return {};
  auto u = find_union(tx, realm_id, id);
  if (!u) return wrong_query("under", "找不到所选的工会，请重新选择。");
  filter.under = u->tree_path;
  return {};
}

}  // namespace

Result<Question> read_question(store::ReadTx& tx, Id realm_id, const Query& query) {
  Question q;
  CHECK_OK(read_under(tx, realm_id, query, q.filter));
  TRY(q.filter.type, read_word_of<UnionType>(query, "type", "组织类型"));
  TRY(q.filter.status, read_word_of<UnionStatus>(query, "status", "状态"));
  TRY(q.filter.new_form, read_truth(query, "new_form"));
  if (std::string text = value_of(query, "term_before"); !text.empty()) {
    q.filter.term_before = Date::parse_iso(text);
    if (!q.filter.term_before) return wrong_query("term_before", "应为日期，如 2021-11-12。");
  }
  CHECK_OK(read_sort(query, q.filter));
  q.filter.words = trim(value_of(query, "q"));
  q.filter.township = value_of(query, "township");
  if (!is_valid_utf8(q.filter.words) || count_characters(q.filter.words) > 60 ||
      !is_valid_utf8(q.filter.township))
    return wrong_query("q", "搜索的文字不正确，最多 60 个字。");
  auto after = read_cursor(value_of(query, "after"), "uni");
  if (!after) return wrong_query("after", "翻页的位置不正确，请从第一页重新打开。");
  q.after = *after;
  TRY(q.limit, read_limit(query));
  return q;
}

}  // namespace niangjia::unions
