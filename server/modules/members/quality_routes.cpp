#include <charconv>

#include "access/list_question.h"
#include "access/request_actor.h"
#include "access/taken_list.h"
#include "base/text.h"
#include "modules/members/quality.h"
#include "modules/members/routes.h"
#include "modules/parameters/parameters.h"

namespace niangjia::members {

namespace {

// "9615.4.uni_0c3x9z5t7k8qw": share, how many to repair, union.
std::string cursor_of(const UnionQuality& last) {
  return std::to_string(place_of(last).share) + "." + std::to_string(last.unqualified) + "." + id_to_wire("uni", last.id);
}

std::optional<QualityPlace> place_from(std::string_view after) {
  QualityPlace place;
  const char* end = after.data() + after.size();
  auto [at, wrong] = std::from_chars(after.data(), end, place.share);
  if (wrong != std::errc() || at == end || *at != '.') return std::nullopt;
  auto [then, wrong_too] = std::from_chars(at + 1, end, place.unqualified);
  if (wrong_too != std::errc() || then == end || *then != '.') return std::nullopt;
  auto id = id_from_wire("uni", std::string_view(then + 1, static_cast<std::size_t>(end - then - 1)));
  if (!id) return std::nullopt;
  place.id = *id;
  return place;
}

Result<QualityQuestion> read_question(store::ReadTx& tx, const Scope& scope, const Query& query) {
  QualityQuestion q;
  q.township_code = value_of(query, "township");
  q.is_below = value_of(query, "below") == "1";
  TRY(q.words, read_words(query, "q"));
  if (std::string after = value_of(query, "after"); !after.empty()) {
    q.after = place_from(after);
    if (!q.after) return wrong_query("after", "翻页的位置不正确，请从第一页重新打开。");
  }
  TRY(Id under, read_id_of(query, "under", "uni"));
  if (!under) return q;
  auto place = place_of_union(tx, scope, under);
  if (!place) return wrong_query("under", "找不到所选的工会，请重新选择。");
  q.under_path = place->path;
  return q;
}

// The list of a moment: all that was asked for, and where the wanted page begins.
struct Sight {
  std::vector<UnionQuality> rows;
  QualityQuestion question;
  std::int64_t least_percent = 0;
};
Result<Sight> look(store::ReadTx& tx, const Scope& scope, const Query& query, Date today) {
  Sight sight;
  sight.least_percent = parameters::value_on("members.qualified_share_percent", today);
  TRY(sight.question, read_question(tx, scope, query));
  sight.rows =
      asked_of(quality_of_unions(tx, scope, sight.question.under_path), sight.question, sight.least_percent);
  return sight;
}

Result<std::string> quality_page(House& house, const Actor& actor, const Query& query) {
  const Scope scope = visible(actor, "members.read");
  const Instant now = house.clock.now();
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(Sight sight, look(tx, scope, query, now.day_in_china()));
    TRY(int limit, read_limit(query));
    std::vector<std::string> items;
    std::string next;
    for (const UnionQuality& u : sight.rows) {
      if (sight.question.after && !stands_before(*sight.question.after, place_of(u))) continue;
      if (items.size() == static_cast<std::size_t>(limit)) break;
      items.push_back(record::to_json(u));
      next = &u == &sight.rows.back() ? std::string() : cursor_of(u);
    }
    std::string body = page_json(items, next, static_cast<std::int64_t>(sight.rows.size()));
    body.pop_back();
    body += ",\"sum\":" + record::to_json(sum_of(sight.rows)) + ",\"as_of\":\"" + now.iso() +
            "\",\"least_percent\":" + std::to_string(sight.least_percent) + ",\"definition\":";
    append_json_string(body, kQualityDefinition);
    return body + "}";
  });
}

// What the page shows, all of its pages, and its last line: the sum.
Result<std::string> export_quality(House& house, const Actor& actor, const Query& query) {
  const Scope scope = visible(actor, "members.export");
  const Taking taking(house, actor);
  TRY(sheet::WrittenBook book, house.database.read([&](store::ReadTx& tx) -> Result<sheet::WrittenBook> {
    TRY(Sight sight, look(tx, scope, query, taking.at().day_in_china()));
    auto columns = sheet::book_columns(union_quality_shape, {}, value_of(query, "columns"));
    sight.rows.push_back(sum_of(sight.rows));
    std::size_t at = 0;
    return sheet::write_book("数据合格率", taking.note() + "　" + std::string(kQualityDefinition), taking.watermark(),
                             columns, [&](std::vector<sheet::OutCell>& cells) -> Result<bool> {
                               if (at == sight.rows.size()) return false;
                               for (const auto& c : columns)
                                 cells.push_back(sheet::book_cell(*c.field, &sight.rows[at]));
                               ++at;
                               return true;
                             });
  }));
  return taking.journalled(scope, "member", "导出数据合格率", book);
}

}  // namespace

void add_quality_routes(http::Router& router, House& house) {
  ActorRoutes(router, house).add(
      http::Method::get, "/api/v1/members/quality", "members.read", "各工会的数据合格率，format=xlsx 为导出",
      [](House& h, const Actor& actor, const http::Request& request) {
        if (request.query_value("format") == "xlsx")
          return workbook_response(export_quality(h, actor, request.query), request, "quality");
        return answer(quality_page(h, actor, request.query), request);
      });
}

}  // namespace niangjia::members
