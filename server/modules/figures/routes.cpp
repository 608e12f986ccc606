#include "modules/figures/routes.h"

#include <charconv>

#include "access/request_actor.h"
#include "http/url.h"
#include "modules/figures/json.h"
#include "modules/figures/query.h"

namespace niangjia::figures {

namespace {

using http::Method;
using http::Request;
using http::Response;

Result<std::optional<Date>> asked_day(const Request& request, std::string_view name) {
  std::string text = request.query_value(name);
  if (text.empty()) return std::optional<Date>();
  auto day = Date::parse_iso(text);
  if (!day) {
    Problem problem =
        refuse(Code::invalid, "figures.day", "日期“" + text + "”不对，应写成 2021-11-12 的样子。");
    problem.fields.push_back({std::string(name), problem.message});
    return problem;
  }
  return day;
}

Result<BoardWish> read_wish(const Request& request) {
  BoardWish wish;
  wish.union_words = request.query_value("union");
  wish.township = request.query_value("township");
  TRY(wish.from, asked_day(request, "from"));
  TRY(wish.to, asked_day(request, "to"));
  return wish;
}

std::optional<int> number_of(const Request& request, std::string_view name) {
  std::string text = request.query_value(name);
  int n = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return n;
}

Result<std::string> board_of(House& house, const Actor& actor, const Request& request) {
  TRY(BoardWish wish, read_wish(request));
  Scope scope = visible(actor, "figures.read");
  TRY(Board board, house.database.read(
                       [&](store::ReadTx& tx) { return read_board(tx, scope, wish, house.clock.today()); }));
  return board_json(board);
}

Result<std::string> figures_of_place(House& house, const Actor& actor, const Request& request) {
  TRY(BoardWish wish, read_wish(request));
  Scope scope = visible(actor, "figures.read");
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(Place place, find_place(tx, scope, wish.union_words, wish.township));
    TRY(Period period, read_period(tx, actor.realm_id, wish.from, wish.to, house.clock.today()));
    TRY(std::string figures, divided_json(tx, place, period, request.query_value("by")));
    return "{\"items\":" + figures + "}";
  });
}

Result<std::string> rows_of(House& house, const Actor& actor, const Request& request) {
  RowsWish wish;
  auto code = request.parameters.find("code");
  wish.code = code == request.parameters.end() ? "" : code->second;
  TRY(wish.place, read_wish(request));
  wish.category = number_of(request, "category");
  wish.month = request.query_value("month");
  wish.after = request.query_value("after");
  wish.limit = number_of(request, "limit").value_or(50);
  return figure_rows_json(house, actor, wish);
}

std::string indicators_json() {
  std::string out;
  Json json(out);
  json.begin_object();
  json.key("items");
  json.begin_list();
  for (const IndicatorInfo& info : indicator_list()) {
    json.begin_object();
    json.text("code", info.code);
    json.text("name", info.name);
    json.text("unit", info.unit);
    json.text("definition", info.definition);
    json.text("source", info.source);
    json.end_object();
  }
  json.end_list();
  json.end_object();
  return out;
}

Response workbook(House& house, const Actor& actor, const Request& request) {
  auto wish = read_wish(request);
  if (!wish.ok()) return http::problem(wish.problem(), request.request_id);
  auto book = write_board_book(house, actor, *wish);
  if (!book.ok()) return http::problem(book.problem(), request.request_id);
  Response response;
  response.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  response.file = book->path;
  response.remove_file_after = true;
  response.headers.emplace_back("Content-Disposition",
                                "attachment; filename*=UTF-8''" + http::encode_percent(book->name));
  return response;
}

}  // namespace

void add_routes(http::Router& router, House& house) {
  const ActorRoutes routes(router, house);
  routes.add(Method::get, "/api/v1/board", "figures.read", "工作看板：指标、趋势和下级", board_of);
  routes.add(Method::get, "/api/v1/figures", "figures.read", "一个工会或镇街的各项指标", figures_of_place);
  routes.add(Method::get, "/api/v1/figures/indicators", "figures.read", "指标目录：名称、单位、口径、依据",
             [](House&, const Actor&, const Request&) -> Result<std::string> { return indicators_json(); });
  routes.add(Method::get, "/api/v1/figures/{code}/rows", "figures.read", "一个指标背后的明细", rows_of);
  routes.add(Method::get, "/api/v1/board/workbook", "figures.export", "导出建会入会进度表", workbook);
}

}  // namespace niangjia::figures
