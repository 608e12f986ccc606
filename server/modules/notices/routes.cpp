#include "modules/notices/routes.h"

#include "access/request_actor.h"
#include "access/taken_pages.h"
#include "base/text.h"
#include "modules/notices/store.h"

namespace niangjia::notices {

namespace {

using http::Method;
using http::Request;
using http::Response;

std::string_view name_of_template(std::string_view code) {
  for (const NoticeTemplate& t : templates())
    if (t.code == code) return t.name;
  return code;
}

std::string item_json(const Actor& actor, const Notice& n) {
  std::string more = "\"template_name\":";
  append_json_string(more, name_of_template(n.template_code));
  bool may_resend = n.state == NoticeState::failed &&
                    allow(actor, "notices.resend", RowPlace{n.realm_id, n.union_path, 0, 0}).ok();
  return record::to_json(n, nullptr, more + ",\"allowed\":" + (may_resend ? "[\"resend\"]" : "[]"));
}

Result<NoticeFilter> read_filter(const Query& query) {
  NoticeFilter filter;
  if (std::string state = value_of(query, "state"); !state.empty()) {
    filter.state = record::from_word<NoticeState>(state);
    if (!filter.state) return wrong_query("state", "没有这种状态，请从列表中选择。");
  }
  filter.template_code = value_of(query, "template");
  return filter;
}

// What the list shows: neither the text nor a whole number.
Result<std::string> export_notices(House& house, const Actor& actor, const Query& query) {
  const Scope scope = visible(actor, "notices.read");
  TRY(const NoticeFilter filter, read_filter(query));
  TakenPages<Notice> list{"通知发件箱", "notice", sheet::book_columns(notice_shape, {{"template_name", "通知"}}, value_of(query, "columns")), {}, {}};
  list.page = [&](store::ReadTx& tx, const Notice* last) { return list_notices(tx, scope, filter, last ? last->id : 0, kMaxPageRows); };
  list.cell = [](store::ReadTx&, const sheet::BookColumn& column, const Notice& n) {
    return column.field ? sheet::book_cell(*column.field, &n) : sheet::text_cell(std::string(name_of_template(n.template_code)));
  };
  return take_pages(house, actor, scope, list);
}

Response get_list(House& house, const Actor& actor, const Request& request) {
  if (request.query_value("format") == "xlsx") return workbook_response(export_notices(house, actor, request.query), request, "notices");
  Scope scope = visible(actor, "notices.read");
  auto body = house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(NoticeFilter filter, read_filter(request.query));
    TRY(Id before, read_id_of(request.query, "after", "ntc"));
    TRY(int limit, read_limit(request.query));
    auto rows = list_notices(tx, scope, filter, before, limit + 1);
    bool more = rows.size() > static_cast<std::size_t>(limit);
    if (more) rows.pop_back();
    std::vector<std::string> items;
    for (const Notice& n : rows) items.push_back(item_json(actor, n));
    return page_json(items, more ? id_to_wire("ntc", rows.back().id) : "", count_notices(tx, scope, filter));
  });
  return body.ok() ? http::json(200, *body) : http::problem(body.problem(), request.request_id);
}

Problem no_such_notice() {
  return refuse(Code::not_found, "notice.not_found", "没有找到这条通知，请刷新后再试。");
}

Response post_resend(House& house, const Actor& actor, const Request& request) {
  auto at = request.parameters.find("id");
  Id id = id_from_wire("ntc", at == request.parameters.end() ? "" : at->second).value_or(0);
  Instant now = house.clock.now();
  auto done = house.database.write([&](store::WriteTx& tx) -> Result<Notice> {
    auto notice = find_notice(tx, actor.realm_id, id);
    if (!notice) return no_such_notice();
    TRY(Permit permit, allow_seen(actor, "notices.resend", "notices.read",
                                  RowPlace{actor.realm_id, notice->union_path, 0, 0}, no_such_notice));
    if (!send_again(tx, permit, id, now))
      return refuse(Code::conflict, "notice.not_failed",
                    "只有发送失败且未过期的通知可以重发，请刷新后再看。");
    write_journal(tx, permit, house.ids.next(), now, {"notice", id, notice->union_path, {}, {}, {}});
    return *find_notice(tx, actor.realm_id, id);
  });
  return done.ok() ? http::json(200, item_json(actor, *done))
                   : http::problem(done.problem(), request.request_id);
}

}  // namespace

void add_routes(http::Router& router, House& house) {
  const ActorRoutes routes(router, house);
  routes.add(Method::get, "/api/v1/notices", "notices.read", "通知发件箱，format=xlsx 为导出", get_list, "", "notice[]");
  routes.add(Method::post, "/api/v1/notices/{id}/resend", "notices.resend", "重发失败的通知", post_resend, "", "notice");
}

}  // namespace niangjia::notices
