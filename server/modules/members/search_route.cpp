#include "access/request_actor.h"
#include "base/text.h"
#include "modules/employers/store.h"
#include "modules/members/item.h"
#include "modules/members/listing.h"
#include "modules/members/routes.h"
#include "modules/unions/store.h"

namespace niangjia::members {

namespace {

constexpr int kHitsOfAKind = 8;

struct SearchWish {
  std::string q;
};
constexpr std::array search_wish_fields{
    record::field<&SearchWish::q>("q", "要找的内容", {record::kRequired, 60})};
constexpr record::Shape search_wish_shape{"search_wish", "", "搜索", search_wish_fields};
constexpr const record::Shape& shape_of(const SearchWish*) { return search_wish_shape; }

class Hits {
 public:
  void add(std::string_view kind, std::string id, std::string_view title, std::string_view subtitle,
           std::string_view link) {
    out_ += out_.empty() ? "{\"kind\":" : ",{\"kind\":";
    append_json_string(out_, kind);
    text("id", id);
    text("title", title);
    text("subtitle", subtitle);
    text("link", link);
    out_ += '}';
  }
  std::string body() const { return "{\"items\":[" + out_ + "]}"; }

 private:
  void text(std::string_view name, std::string_view value) {
    out_.append(",\"").append(name).append("\":");
    append_json_string(out_, value);
  }
  std::string out_;
};

// A full number is looked up by its blind index; all else is a name.
PersonQuery person_query(House& house, const std::string& q) {
  PersonQuery query;
  query.limit = kHitsOfAKind;
  Identity identity = read_identity(q, false, house.clock.today());
  Phone phone = read_phone(q);
  if (identity.verdict == IdentityVerdict::ok)
    query.identity_index.bytes = house.vault.blind_index(kIdentityIndexKind, identity.number);
  else if (phone.verdict == PhoneVerdict::mobile || phone.verdict == PhoneVerdict::landline)
    query.phone_index.bytes = house.vault.blind_index(kPhoneIndexKind, phone.number);
  else
    query.text = normalise_person_name(q);
  return query;
}

void find_people(House& house, const Actor& actor, store::ReadTx& tx, const std::string& q, Hits& hits) {
  Scope scope = visible(actor, "members.read");
  if (scope.sees_nothing()) return;
  auto people = list_people(tx, scope, person_query(house, q));
  std::vector<Id> unions;
  for (const Person& p : people) unions.push_back(p.union_id);
  ItemWriter names(house.vault, actor, places_of_unions(tx, actor.realm_id, std::move(unions)));
  for (const Person& p : people) {
    std::string id = id_to_wire("mem", p.id);
    std::string subtitle(record::label_of(p.standing));
    if (p.union_id) subtitle += " · " + std::string(names.union_name(p.union_id));
    if (std::string phone = masked_phone(house.vault, p); !phone.empty()) subtitle += " · " + phone;
    hits.add("member", id, p.name, subtitle, "/members/" + id);
  }
}

void find_organisations(const Actor& actor, store::ReadTx& tx, const std::string& q, Hits& hits) {
  if (Scope scope = visible(actor, "unions.read"); !scope.sees_nothing()) {
    unions::UnionFilter filter;
    filter.words = q;
    for (const auto& u : unions::list_unions(tx, scope, filter, {}, kHitsOfAKind).items) {
      std::string id = id_to_wire("uni", u.row.id);
      hits.add("union", id, u.row.name, record::label_of(u.row.type), "/unions/" + id);
    }
  }
  if (Scope scope = visible(actor, "employers.read"); !scope.sees_nothing()) {
    employers::EmployerFilter filter;
    filter.words = q;
    for (const auto& e : employers::list_employers(tx, scope, filter, 0, kHitsOfAKind).items) {
      std::string id = id_to_wire("emp", e.id);
      hits.add("unit", id, e.name, e.address, "/units/" + id);
    }
  }
  if (Scope scope = visible(actor, "outlets.read"); !scope.sees_nothing()) {
    employers::OutletFilter filter;
    filter.words = q;
    for (const auto& o : employers::list_outlets(tx, scope, filter, 0, kHitsOfAKind).items)
      hits.add("outlet", id_to_wire("out", o.row.id), o.row.name, o.brand_name, "/outlets");
  }
}

http::Response post_search(House& house, const Actor& actor, const http::Request& request) {
  auto wish = record::from_json<SearchWish>(request.body);
  if (!wish.ok()) return http::problem(wish.problem(), request.request_id);
  auto body = house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    Hits hits;
    find_people(house, actor, tx, wish->q, hits);
    find_organisations(actor, tx, wish->q, hits);
    return hits.body();
  });
  return body.ok() ? http::json(200, std::move(*body)) : http::problem(body.problem(), request.request_id);
}

}  // namespace

void add_search_route(http::Router& router, House& house) {
  auto handler = [&house](const Actor& actor, const http::Request& request) {
    return post_search(house, actor, request);
  };
  router.add({http::Method::post,
              "/api/v1/search",
              "session",
              "按姓名、名称、完整号码搜索",
              with_actor(house, "session", handler),
              {},
              "search_wish",
              ""});
}

}  // namespace niangjia::members
