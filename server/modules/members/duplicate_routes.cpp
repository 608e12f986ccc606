// Likely duplicates, merges and their undoing.

#include <algorithm>

#include "access/request_actor.h"
#include "access/taken_list.h"
#include "modules/members/actions.h"
#include "modules/members/item.h"
#include "modules/members/listing.h"
#include "modules/members/routes.h"

namespace niangjia::members {

namespace {

using http::Method;
using http::Request;
using http::Response;

struct KeepWish {
  Id keep_id = 0;
};
constexpr std::array keep_wish_fields{
    record::id_field<&KeepWish::keep_id>("keep_id", "保留的记录", "mem", {record::kRequired})};
constexpr record::Shape keep_wish_shape{"keep_wish", "", "合并", keep_wish_fields};
constexpr const record::Shape& shape_of(const KeepWish*) { return keep_wish_shape; }

struct UndoWish {
  std::string reason;
};
constexpr std::array undo_wish_fields{record::field<&UndoWish::reason>("reason", "事由", {0, 200})};
constexpr record::Shape undo_wish_shape{"undo_wish", "", "撤销合并", undo_wish_fields};
constexpr const record::Shape& shape_of(const UndoWish*) { return undo_wish_shape; }

// Two people as one JSON array, or null for one whom the actor may not see.
class PeopleJson {
 public:
  PeopleJson(House& house, const Actor& actor, store::ReadTx& tx, std::vector<Id> ids)
      : house_(house), actor_(actor), tx_(tx), people_(people_by_id(tx, actor.realm_id, std::move(ids))) {}
  std::string of(Id id) const {
    auto it = std::find_if(people_.begin(), people_.end(), [&](const Person& p) { return p.id == id; });
    if (it == people_.end()) return "null";
    auto permit = allow(actor_, "members.read", place_of(*it));
    if (!permit.ok()) return "null";
    std::string array = people_array(house_, actor_, tx_, {*it}, *permit, false);
    return array.substr(1, array.size() - 2);
  }

 private:
  House& house_;
  const Actor& actor_;
  store::ReadTx& tx_;
  std::vector<Person> people_;
};

std::string next_text(bool has_more, std::string_view prefix, Id id) {
  return has_more ? "\"" + id_to_wire(prefix, id) + "\"" : "null";
}

// union: only pairs at or below it; a union out of sight has none.
Result<DuplicateQuery> read_duplicate_query(store::ReadTx& tx, const Actor& actor, const Request& request) {
  DuplicateQuery query;
  query.after_id = id_from_wire("dup", request.query_value("after")).value_or(0);
  if (std::string state = request.query_value("state"); !state.empty()) query.state = state;
  query.limit = std::min(limit_of(request), 50);
  if (std::string text = request.query_value("union"); !text.empty()) {
    auto place = place_of_union(tx, visible(actor, "unions.read"), id_from_wire("uni", text).value_or(0));
    if (!place) return refuse(Code::not_found, "query.no_union", "没有找到这个工会，请从列表中重新选择。");
    query.under_path = place->path;
  }
  return query;
}

Response take_duplicates(House& house, const Actor& actor, const Request& request);

Response get_duplicates(House& house, const Actor& actor, const Request& request) {
  if (request.query_value("format") == "xlsx") return take_duplicates(house, actor, request);
  Scope scope = visible(actor, "members.merge");
  auto body = house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(DuplicateQuery query, read_duplicate_query(tx, actor, request));
    int limit = query.limit++;
    auto pairs = list_duplicates(tx, scope, query);
    bool has_more = pairs.size() > static_cast<std::size_t>(limit);
    if (has_more) pairs.pop_back();
    std::vector<Id> ids;
    for (const auto& p : pairs) ids.insert(ids.end(), {p.left_id, p.right_id});
    PeopleJson people(house, actor, tx, std::move(ids));
    std::string items;
    for (const auto& p : pairs) {
      std::string more = "\"left\":" + people.of(p.left_id) + ",\"right\":" + people.of(p.right_id) +
                         ",\"allowed\":[\"members.merge\"]";
      items += (items.empty() ? "" : ",") + record::to_json(p, nullptr, more);
    }
    return "{\"items\":[" + items +
           "],\"next\":" + next_text(has_more, "dup", pairs.empty() ? 0 : pairs.back().id) + "}";
  });
  return body.ok() ? http::json(200, std::move(*body)) : http::problem(body.problem(), request.request_id);
}

// A pair as one row; of a person whom the actor may not see nothing but that there is one.
void add_person_cells(const Vault& vault, const Actor& actor, const ItemWriter& names,
                      const std::vector<Person>& people, Id id, std::vector<sheet::OutCell>& cells) {
  auto it = std::find_if(people.begin(), people.end(), [&](const Person& p) { return p.id == id; });
  if (it == people.end() || !allow(actor, "members.read", place_of(*it)).ok()) {
    cells.push_back(sheet::text_cell("（不在您的范围内）"));
    cells.resize(cells.size() + 4);
    return;
  }
  for (std::string text :
       {it->name, masked_identity(vault, *it), masked_phone(vault, *it),
        std::string(names.union_name(it->union_id)), std::string(record::label_of(it->standing))})
    cells.push_back(sheet::text_cell(std::move(text)));
}

std::string reasons_text(const LikelyDuplicate& pair) {
  std::string out;
  for (const std::string& reason : pair.reasons)
    out += (out.empty() ? "" : "、") + std::string(reason == "same_phone"  ? "电话相同"
                                                   : reason == "same_name" ? "姓名相同"
                                                                           : "出生日期相同");
  return out;
}

// Streams: one part of the pairs and their people at a time, all of one snapshot.
Result<sheet::WrittenBook> pairs_book(House& house, const Actor& actor, store::ReadTx& tx, const Scope& scope,
                                      const DuplicateQuery& asked, const Taking& taking) {
  constexpr int kPart = 100;
  std::vector<sheet::BookColumn> columns;
  for (const char* label :
       {"甲：姓名", "甲：证件号码", "甲：联系电话", "甲：所属工会", "甲：会籍状态", "乙：姓名",
        "乙：证件号码", "乙：联系电话", "乙：所属工会", "乙：会籍状态", "相似度", "依据"})
    columns.push_back({label, label, nullptr});
  DuplicateQuery query = asked;
  query.after_id = 0, query.limit = kPart;
  std::vector<LikelyDuplicate> pairs;
  std::vector<Person> people;
  std::optional<ItemWriter> names;
  std::size_t at = 0;
  return sheet::write_book("疑似重复", taking.note(), taking.watermark(), columns,
                           [&](std::vector<sheet::OutCell>& cells) -> Result<bool> {
                             if (at == pairs.size()) {
                               pairs = list_duplicates(tx, scope, query), at = 0;
                               if (pairs.empty()) return false;
                               query.after_id = pairs.back().id;
                               std::vector<Id> ids, unions;
                               for (const auto& p : pairs) ids.insert(ids.end(), {p.left_id, p.right_id});
                               people = people_by_id(tx, actor.realm_id, std::move(ids));
                               for (const Person& p : people) unions.push_back(p.union_id);
                               names.emplace(house.vault, actor,
                                             places_of_unions(tx, actor.realm_id, std::move(unions)));
                             }
                             const LikelyDuplicate& pair = pairs[at++];
                             for (Id id : {pair.left_id, pair.right_id})
                               add_person_cells(house.vault, actor, *names, people, id, cells);
                             cells.push_back(sheet::number_cell(pair.score));
                             cells.push_back(sheet::text_cell(reasons_text(pair)));
                             return true;
                           });
}

Response take_duplicates(House& house, const Actor& actor, const Request& request) {
  if (!may_anywhere(actor, "members.export"))
    return http::problem(forbidden(actor, "members.export"), request.request_id);
  Scope scope = visible(actor, "members.merge");
  const Taking taking(house, actor);
  auto book = house.database.read([&](store::ReadTx& tx) -> Result<sheet::WrittenBook> {
    TRY(DuplicateQuery query, read_duplicate_query(tx, actor, request));
    return pairs_book(house, actor, tx, scope, query, taking);
  });
  if (!book.ok()) return http::problem(book.problem(), request.request_id);
  return workbook_response(
      taking.journalled(visible(actor, "members.export"), "duplicate", "导出疑似重复名单", *book), request, "duplicates");
}

Response get_merges(House& house, const Actor& actor, const Request& request) {
  Scope scope = visible(actor, "members.merge");
  Id before = id_from_wire("mrg", request.query_value("after")).value_or(0);
  int limit = std::min(limit_of(request), 50);
  auto body = house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    auto merges = list_merges(tx, scope, before, limit + 1);
    bool has_more = merges.size() > static_cast<std::size_t>(limit);
    if (has_more) merges.pop_back();
    std::vector<Id> ids;
    for (const auto& m : merges) ids.insert(ids.end(), {m.kept_id, m.gone_id});
    PeopleJson people(house, actor, tx, std::move(ids));
    std::string items;
    for (const auto& m : merges) {
      std::string more = "\"on\":\"" + m.at.day_in_china().iso() + "\",\"kept\":" + people.of(m.kept_id) +
                         ",\"dropped\":" + people.of(m.gone_id) +
                         (m.undone_at ? ",\"allowed\":[]" : ",\"allowed\":[\"members.merge\"]");
      items += (items.empty() ? "" : ",") + record::to_json(m, nullptr, more);
    }
    return "{\"items\":[" + items +
           "],\"next\":" + next_text(has_more, "mrg", merges.empty() ? 0 : merges.back().id) + "}";
  });
  return body.ok() ? http::json(200, std::move(*body)) : http::problem(body.problem(), request.request_id);
}

Response merge_answer(const Request& request, const Result<PersonMerge>& merge) {
  return merge.ok() ? http::json(200, record::to_json(*merge))
                    : http::problem(merge.problem(), request.request_id);
}

Response post_merge(House& house, const Actor& actor, const Request& request) {
  auto wish = record::from_json<KeepWish>(request.body);
  if (!wish.ok()) return http::problem(wish.problem(), request.request_id);
  auto pair = house.database.read([&](store::ReadTx& tx) -> Result<LikelyDuplicate> {
    TRY(LikelyDuplicate found, find_seen_duplicate(tx, actor, id_of(request, "dup")));
    if (wish->keep_id != found.left_id && wish->keep_id != found.right_id)
      return refuse(Code::invalid, "duplicate.not_of_pair", "要保留的记录不在这一对之中，请刷新后重新选择。");
    if (found.state != "open")
      return refuse(Code::conflict, "duplicate.settled", "这一对记录已经处理过了，请刷新。");
    return found;
  });
  if (!pair.ok()) return http::problem(pair.problem(), request.request_id);
  Id gone_id = wish->keep_id == pair->left_id ? pair->right_id : pair->left_id;
  return merge_answer(request, merge_people(house, actor, wish->keep_id, gone_id));
}

Response post_dismiss(House& house, const Actor& actor, const Request& request) {
  auto done = dismiss_duplicate(house, actor, id_of(request, "dup"));
  return done.ok() ? http::no_content() : http::problem(done.problem(), request.request_id);
}

Response post_undo(House& house, const Actor& actor, const Request& request) {
  UndoWish wish;
  if (!request.body.empty()) {
    auto read = record::from_json<UndoWish>(request.body);
    if (!read.ok()) return http::problem(read.problem(), request.request_id);
    wish = std::move(*read);
  }
  return merge_answer(request, undo_merge(house, actor, id_of(request, "mrg"), wish.reason));
}

}  // namespace

void add_duplicate_routes(http::Router& router, House& house) {
  const ActorRoutes routes(router, house);
  const std::string action = "members.merge";
  routes.add(Method::get, "/api/v1/duplicates", action, "疑似重复的人员", get_duplicates, "", "likely_duplicate[]");
  routes.add(Method::post, "/api/v1/duplicates/{id}/merge", action, "合并一对重复人员", post_merge, "", "person_merge");
  routes.add(Method::post, "/api/v1/duplicates/{id}/dismiss", action, "确认不是同一人", post_dismiss);
  routes.add(Method::get, "/api/v1/merges", action, "合并记录", get_merges, "", "person_merge[]");
  routes.add(Method::post, "/api/v1/merges/{id}/undo", action, "撤销合并", post_undo, "", "person_merge");
}

}  // namespace niangjia::members
