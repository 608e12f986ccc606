#include "modules/unions/routes.h"

#include <charconv>

#include "access/request_actor.h"
#include "access/taken_list.h"
#include "modules/unions/change.h"
#include "modules/unions/inputs.h"
#include "modules/unions/items.h"
#include "modules/unions/question.h"
#include "sheet/list_book.h"

namespace niangjia::unions {

namespace {

using http::Method;
using http::Request;
using http::Response;

Result<Id> path_id(const Request& request) {
  auto it = request.parameters.find("id");
  auto id = it == request.parameters.end() ? std::nullopt : id_from_wire("uni", it->second);
  if (!id) return told_missing();
  return *id;
}

// The union of the path, when the actor may read it.
Result<Union> readable(store::ReadTx& tx, const Actor& actor, const Request& request) {
  TRY(Id id, path_id(request));
  auto u = find_union(tx, actor.realm_id, id);
  if (!u || !visible(actor, "unions.read").covers(u->tree_path)) return told_missing();
  return std::move(*u);
}

Result<std::string> item_of(House& house, const Actor& actor, const Union& u) {
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(Permit permit, allow(actor, "unions.read", {u.realm_id, u.tree_path, 0, 0}));
    std::vector<ListedUnion> items{{u, {}, 0}};
    dress(tx, u.realm_id, items);
    return union_json(items.front(), actor, divisions::book(), permit);
  });
}

// --- lists ---
std::string asked_columns(const Request& request) { return request.query_value("columns"); }

sheet::OutCell cell_of(const sheet::BookColumn& column, const ListedUnion& item) {
  if (column.field) return sheet::book_cell(*column.field, &item.row);
  if (column.key == "members_counted") return sheet::number_cell(item.members_counted);
  if (column.key == "parent_name") return sheet::text_cell(item.parent_name);
  return sheet::text_cell(township_name(divisions::book(), item.row.township_code));
}

const std::vector<sheet::ExtraColumn>& extra_columns() {
  static const std::vector<sheet::ExtraColumn> extra = {
      {"parent_name", "上级工会"}, {"township_name", "镇街"}, {"members_counted", "会员数（实有）"}};
  return extra;
}

// All rows of the list in one snapshot, page by page, so that memory stays small.
Result<sheet::WrittenBook> book_of(store::ReadTx& tx, const Scope& scope, Question question,
                            const std::string& asked, const Taking& taking) {
  auto columns = sheet::book_columns(union_shape, extra_columns(), asked);
  UnionPage page = list_unions(tx, scope, question.filter, {}, kMaxPageRows);
  std::size_t at = 0;
  return sheet::write_book("工会", taking.note(), taking.watermark(), columns, [&](std::vector<sheet::OutCell>& cells) -> Result<bool> {
    if (at == page.items.size()) {
      if (page.next.empty()) return false;
      page = list_unions(tx, scope, question.filter, *read_cursor(page.next, "uni"), kMaxPageRows);
      at = 0;
    }
    if (at == page.items.size()) return false;
    for (const auto& column : columns) cells.push_back(cell_of(column, page.items[at]));
    ++at;
    return true;
  });
}

Response export_list(House& house, const Actor& actor, const Request& request) {
  Scope scope = visible(actor, "unions.read");
  const Taking taking(house, actor);
  auto book = house.database.read([&](store::ReadTx& tx) -> Result<sheet::WrittenBook> {
    TRY(Question question, read_question(tx, actor.realm_id, request.query));
    return book_of(tx, scope, question, asked_columns(request), taking);
  });
  if (!book.ok()) return http::problem(book.problem(), request.request_id);
  return workbook_response(taking.journalled(scope, "union", "导出工会列表", *book), request, "unions");
}

Response show_list(House& house, const Actor& actor, const Request& request) {
  if (request.query_value("format") == "xlsx") return export_list(house, actor, request);
  Scope scope = visible(actor, "unions.read");
  auto body = house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(Question q, read_question(tx, actor.realm_id, request.query));
    return page_json(list_unions(tx, scope, q.filter, q.after, q.limit), actor, divisions::book(),
                     scope.permit());
  });
  return answer(body, request);
}

Response show_tree(House& house, const Actor& actor, const Request& request) {
  auto body = house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(Id parent, read_id_of(request.query, "parent", "uni"));
    return nodes_json(list_nodes(tx, visible(actor, "unions.read"), parent));
  });
  return answer(body, request);
}

// --- one union ---
std::string tag_of(const Union& u) { return "\"" + std::to_string(u.version) + "\""; }

Response show_one(House& house, const Actor& actor, const Request& request) {
  auto found = house.database.read([&](store::ReadTx& tx) { return readable(tx, actor, request); });
  if (!found.ok()) return http::problem(found.problem(), request.request_id);
  Response response = answer(item_of(house, actor, *found), request);
  response.headers.emplace_back("ETag", tag_of(*found));
  return response;
}

Result<std::int64_t> seen_version(const Request& request) {
  std::string tag = request.header("if-match");
  if (tag.empty())
    return refuse(Code::conflict, "precondition.missing",
                  "修改时须说明所依据的版本（If-Match）。请刷新页面后再修改。");
  std::int64_t version = 0;
  const char* begin = tag.data() + (tag.front() == '"' ? 1 : 0);
  auto [end, error] = std::from_chars(begin, tag.data() + tag.size(), version);
  if (error != std::errc() || end == begin) return told_edited_meanwhile();
  return version;
}

Response change_one(House& house, const Actor& actor, const Request& request) {
  auto edited = [&]() -> Result<Union> {
    TRY(Id id, path_id(request));
    TRY(std::int64_t version, seen_version(request));
    return edit_union(house, actor, id, version, request.body);
  }();
  if (!edited.ok()) return http::problem(edited.problem(), request.request_id);
  Response response = answer(item_of(house, actor, *edited), request);
  response.headers.emplace_back("ETag", tag_of(*edited));
  return response;
}

Response create_one(House& house, const Actor& actor, const Request& request) {
  return answer_once(house, actor, request, [&](const IdempotencyKey* key) {
    auto created = [&]() -> Result<std::string> {
      TRY(Union input, record::from_json<Union>(request.body));
      TRY(Union u, create_union(house, actor, input, key));
      return record::to_json(u);
    }();
    return answer(created, request, 201);
  });
}

// An act: its input from the body, the union as it stands after.
template <class Input, class Acting>
ActorHandler act_on(House& house, Acting acting) {
  return [&house, acting](const Actor& actor, const Request& request) {
    auto body = [&]() -> Result<std::string> {
      TRY(Id id, path_id(request));
      TRY(Input input, record::from_json<Input>(request.body));
      TRY(Union u, acting(house, actor, id, input));
      return item_of(house, actor, u);
    }();
    return answer(body, request);
  };
}

// --- what hangs on a union ---
Response show_history(House& house, const Actor& actor, const Request& request) {
  auto body = house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(Union u, readable(tx, actor, request));
    TRY(int limit, read_limit(request.query));
    TRY(Id before, read_id_of(request.query, "after", "uch"));
    auto changes = list_changes(tx, u.realm_id, u.id, before, limit);
    bool is_full = static_cast<int>(changes.size()) == limit;
    return history_json(changes, is_full ? id_to_wire("uch", changes.back().id) : std::string());
  });
  return answer(body, request);
}

Response show_units(House& house, const Actor& actor, const Request& request) {
  auto body = house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(Union u, readable(tx, actor, request));
    TRY(int limit, read_limit(request.query));
    TRY(Id after, read_id_of(request.query, "after", "cov"));
    auto units = list_covers(tx, u.realm_id, u.id, after, limit);
    bool is_full = static_cast<int>(units.size()) == limit;
    return covers_json(units, is_full ? id_to_wire("cov", units.back().cover.id) : std::string());
  });
  return answer(body, request);
}

Response add_unit(House& house, const Actor& actor, const Request& request) {
  auto body = [&]() -> Result<std::string> {
    TRY(Id id, path_id(request));
    TRY(UnionCover input, record::from_json<UnionCover>(request.body));
    TRY(UnionCover cover, cover_unit(house, actor, id, input));
    return record::to_json(cover);
  }();
  return answer(body, request, 201);
}

using Shown = Response (*)(House&, const Actor&, const Request&);

}  // namespace

void add_routes(http::Router& router, House& house) {
  auto add = [&](Method method, std::string pattern, std::string action, std::string summary,
                 ActorHandler handler, std::string takes, std::string gives) {
    router.add({method,
                "/api/v1/unions" + pattern,
                action,
                std::move(summary),
                with_actor(house, action, std::move(handler)),
                {},
                std::move(takes),
                std::move(gives)});
  };
  auto by = [&house](Shown shown) -> ActorHandler {
    return
        [&house, shown](const Actor& actor, const Request& request) { return shown(house, actor, request); };
  };
  add(Method::get, "", "unions.read", "工会列表", by(show_list), "", "union[]");
  add(Method::get, "/tree", "unions.read", "工会树的一层", by(show_tree), "", "");
  add(Method::post, "", "unions.create", "登记工会", by(create_one), "union", "union");
  add(Method::get, "/{id}", "unions.read", "一个工会", by(show_one), "", "union");
  add(Method::patch, "/{id}", "unions.edit", "修改工会信息", by(change_one), "union", "union");
  add(Method::post, "/{id}/move", "unions.move", "隶属调整", act_on<UnionMove>(house, move_union),
      "union_move", "union");
  add(Method::post, "/{id}/merge", "unions.merge", "并入其他工会", act_on<UnionMerge>(house, merge_union),
      "union_merge", "union");
  add(Method::post, "/{id}/rename", "unions.rename", "更名", act_on<UnionRename>(house, rename_union),
      "union_rename", "union");
  add(Method::post, "/{id}/dissolve", "unions.dissolve", "撤销", act_on<UnionDissolve>(house, dissolve_union),
      "union_dissolve", "union");
  add(Method::get, "/{id}/history", "unions.read", "工会变更历史", by(show_history), "", "union_change[]");
  add(Method::get, "/{id}/units", "unions.read", "覆盖单位", by(show_units), "", "union_cover[]");
  add(Method::post, "/{id}/units", "unions.cover", "登记覆盖单位", by(add_unit), "union_cover",
      "union_cover");
}

}  // namespace niangjia::unions
