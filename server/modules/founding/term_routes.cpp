#include "modules/founding/routes.h"
#include "access/request_actor.h"
#include "access/taken_list.h"
#include "modules/founding/term_store.h"

namespace niangjia::founding {

namespace {

// coming: not over, and within the first reminder; the other words are the stages themselves.
Result<void> read_stage(const Query& query, TermFilter& q) {
  std::string word = value_of(query, "stage");
  const TermDays& d = q.days;
  if (word.empty()) {
    q.until = d.first_until;
  } else if (word == "over") {
    q.until = d.today.plus_days(-1);
  } else if (word == "coming") {
    q.from = d.today, q.until = d.first_until;
  } else if (word == "third") {
    q.from = d.today, q.until = d.third_until;
  } else if (word == "second") {
    q.from = d.third_until.plus_days(1), q.until = d.second_until;
  } else if (word == "first") {
    q.from = d.second_until.plus_days(1), q.until = d.first_until;
  } else if (word != "all") {
    return wrong_query("stage", "没有这个阶段，请从列表中选择。");
  }
  return {};
}

Result<void> read_case(const Query& query, TermFilter& q) {
  std::string word = value_of(query, "case");
  if (word == "none" || word == "open")
    q.has_case = word == "open";
  else if (!word.empty())
    return wrong_query("case", "应为 none（还没有着手）或 open（正在办理）。");
  return {};
}

Result<void> read_after(const Query& query, TermFilter& q) {
  std::string after = value_of(query, "after");
  if (after.empty()) return {};
  auto dot = after.find('.');
  auto id = dot == std::string::npos ? std::nullopt : id_from_wire("uni", std::string_view(after).substr(dot + 1));
  q.after_on = Date::parse_iso(std::string_view(after).substr(0, std::min(dot, after.size())));
  if (!id || !q.after_on) return wrong_query("after", "翻页的位置不正确，请从第一页重新打开。");
  q.after_id = *id;
  return {};
}

Result<TermFilter> read_filter(store::ReadTx& tx, const Scope& scope, const Query& query, Date today) {
  TermFilter q;
  q.days = term_days(today);
  CHECK_OK(read_stage(query, q));
  CHECK_OK(read_case(query, q));
  CHECK_OK(read_after(query, q));
  TRY(q.words, read_words(query, "q"));
  std::string sort = value_of(query, "sort");
  if (!sort.empty() && sort != "term_to_on" && sort != "-term_to_on")
    return wrong_query("sort", "可按任期止排序。");
  q.descends = sort.starts_with('-');
  TRY(Id under, read_id_of(query, "under", "uni"));
  if (!under) return q;
  auto u = unions::find_union(tx, scope.realm_id(), under);
  if (!u || !scope.covers(u->tree_path)) return wrong_query("under", "找不到所选的工会，请重新选择。");
  q.under_path = u->tree_path;
  return q;
}

Result<std::string> terms_page(House& house, const Actor& actor, const http::Request& request) {
  Scope scope = visible(actor, "unions.read");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(TermFilter filter, read_filter(tx, scope, request.query, house.clock.today()));
    TRY(int limit, read_limit(request.query));
    auto rows = list_terms(tx, scope, filter, limit + 1);
    const bool more = rows.size() > static_cast<std::size_t>(limit);
    if (more) rows.pop_back();
    std::vector<std::string> items;
    for (const Term& t : rows) items.push_back(record::to_json(t));
    std::string next = more ? rows.back().term_to_on.iso() + "." + id_to_wire("uni", rows.back().id) : "";
    filter.after_on.reset();
    return page_json(items, next, count_terms(tx, scope, filter));
  });
}

Result<std::string> export_terms(House& house, const Actor& actor, const Query& query) {
  Scope scope = visible(actor, "unions.read");
  const Taking taking(house, actor);
  TRY(sheet::WrittenBook book, house.database.read([&](store::ReadTx& tx) -> Result<sheet::WrittenBook> {
    TRY(TermFilter filter, read_filter(tx, scope, query, house.clock.today()));
    auto columns = sheet::book_columns(term_shape, {}, value_of(query, "columns"));
    std::vector<Term> page = list_terms(tx, scope, filter, kMaxPageRows);
    std::size_t at = 0;
    return sheet::write_book("届期", taking.note(), taking.watermark(), columns,
                             [&](std::vector<sheet::OutCell>& cells) -> Result<bool> {
                               if (at == page.size() && !page.empty()) {
                                 filter.after_on = page.back().term_to_on, filter.after_id = page.back().id;
                                 page = list_terms(tx, scope, filter, kMaxPageRows);
                                 at = 0;
                               }
                               if (page.empty()) return false;
                               for (const auto& c : columns) cells.push_back(sheet::book_cell(*c.field, &page[at]));
                               ++at;
                               return true;
                             });
  }));
  return taking.journalled(scope, "union", "导出届期", book);
}

}  // namespace

void add_term_routes(http::Router& router, House& house) {
  ActorRoutes(router, house).add(
      http::Method::get, "/api/v1/terms", "unions.read", "届期，format=xlsx 为导出",
      [](House& h, const Actor& actor, const http::Request& request) {
        if (request.query_value("format") == "xlsx") return workbook_response(export_terms(h, actor, request.query), request, "terms");
        return answer(terms_page(h, actor, request), request);
      });
}

}  // namespace niangjia::founding
