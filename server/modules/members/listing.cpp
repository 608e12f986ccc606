#include "modules/members/listing.h"

#include <algorithm>
#include <charconv>

#include "access/list_question.h"
#include "base/text.h"
#include "modules/members/item.h"
#include "modules/members/quality.h"

namespace niangjia::members {

namespace {

int number_of(std::string_view text, int otherwise) {
  int n = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), n);
  return n;
}

// An address is kept in logs and histories; a number of a person must not stand in one.
bool looks_like_number(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](unsigned char c) { return c >= '0' && c <= '9'; }) >= 7;
}

Result<void> read_words(const http::Request& request, PersonQuery& q) {
  if (std::string state = request.query_value("state"); !state.empty()) {
    q.only_counted = state == "counted";
    q.standing = record::from_word<Standing>(state);
    if (!q.standing && !q.only_counted) return wrong_query("state", "没有这种会籍状态");
    q.only_workers = q.standing == Standing::none;
  }
  if (std::string word = request.query_value("problem"); !word.empty()) {
    for (const ProblemWord& p : problem_words())
      if (p.word == word) q.problem_bit = p.bit;
    if (word == "any") q.problem_bit = kDisqualifying;
    if (word == "no_mobile") q.problem_bit = kNoMobile;
    if (!q.problem_bit) return wrong_query("problem", "没有这种数据问题");
  }
  q.has_open_transfer = request.query_value("transfer") == "open";
  q.category = number_of(request.query_value("category"), 0);
  q.text = normalise_person_name(to_half_width(request.query_value("q")));
  if (looks_like_number(q.text))
    return wrong_query("q", "查证件号码或电话请用页面上方的搜索框，号码不能写在网址里");
  if (count_characters(q.text) > 50) return wrong_query("q", "最多 50 个字");
  std::string sort = request.query_value("sort");
  q.newest_first = sort == "newest";
  if (!sort.empty() && sort != "newest" && sort != "union")
    return wrong_query("sort", "可按 union（所属工会）或 newest（最新登记）排列");
  return {};
}

Result<void> read_cursor(const http::Request& request, PersonQuery& q) {
  std::string after = request.query_value("after");
  if (after.empty()) return {};
  auto dot = after.find('.');
  if (dot == std::string::npos) return wrong_query("after", "翻页位置不正确，请从第一页重新打开");
  auto id = id_from_wire("mem", std::string_view(after).substr(dot + 1));
  if (!id) return wrong_query("after", "翻页位置不正确，请从第一页重新打开");
  q.after_path = after.substr(0, dot);
  q.after_id = *id;
  return {};
}

}  // namespace

int limit_of(const http::Request& request) {
  return std::clamp(number_of(request.query_value("limit"), kDefaultPageRows), 1, kMaxPageRows);
}

std::string cursor_of(const Person& last) { return last.union_path + "." + id_to_wire("mem", last.id); }

Result<ListWish> read_list_wish(const http::Request& request) {
  ListWish wish;
  CHECK_OK(read_words(request, wish.query));
  CHECK_OK(read_cursor(request, wish.query));
  if (std::string text = request.query_value("union"); !text.empty()) {
    auto id = id_from_wire("uni", text);
    if (!id) return wrong_query("union", "工会的编号不正确，请从列表中选择");
    wish.union_id = *id;
  }
  wish.query.only_here = request.query_value("own") == "1";
  if (wish.query.only_here && !wish.union_id) return wrong_query("own", "只看本级时请先选择工会");
  wish.query.limit = limit_of(request);
  wish.wants_total = request.query_value("total") == "1";
  return wish;
}

bool place_wish(store::ReadTx& tx, const Actor& actor, ListWish& wish) {
  if (!wish.union_id) return true;
  auto place = place_of_union(tx, visible(actor, "unions.read"), wish.union_id);
  if (place) wish.query.under_path = place->path;
  return place.has_value();
}

std::string people_array(House& house, const Actor& actor, store::ReadTx& tx, std::vector<Person> people,
                         const Permit& permit, bool with_shared_phones) {
  tell_problems(tx, actor.realm_id, people, with_shared_phones);
  std::vector<Id> unions;
  for (const Person& p : people) unions.push_back(p.union_id);
  ItemWriter items(house.vault, actor, places_of_unions(tx, actor.realm_id, std::move(unions)));
  std::string out = "[";
  out.reserve(people.size() * 1200);
  for (const Person& p : people) {
    if (out.size() > 1) out += ',';
    items.write(out, p, permit);
  }
  return out + "]";
}

Result<std::string> people_page(House& house, const Actor& actor, ListWish wish) {
  Scope scope = visible(actor, "members.read");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    if (scope.sees_nothing() || !place_wish(tx, actor, wish))
      return std::string("{\"items\":[],\"next\":null}");
    std::string total;
    if (wish.wants_total) total = ",\"total\":" + std::to_string(count_people(tx, scope, wish.query));
    ++wish.query.limit;  // one more row tells whether there is a next page
    auto people = list_people(tx, scope, wish.query);
    bool has_more = people.size() == static_cast<std::size_t>(wish.query.limit);
    if (has_more) people.pop_back();
    std::string body = "{\"items\":" + people_array(house, actor, tx, people, scope.permit(), wish.query.problem_bit != 0);
    body += ",\"next\":" + (has_more ? "\"" + cursor_of(people.back()) + "\"" : std::string("null"));
    return body + total + "}";
  });
}

}  // namespace niangjia::members
