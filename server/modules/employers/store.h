#pragma once
// The SQL of units, outlets and brands. Lists take a Scope and a page bound; writes take a Permit.

#include <map>

#include "access/list_question.h"
#include "modules/employers/employers.h"

namespace niangjia::employers {

// How a list is ordered; nothing: as the rows were entered. The page goes on after the row whose id it ended with.
enum class ListSort { entered, name, total };
struct ListOrder {
  ListSort sort = ListSort::entered;
  bool descends = false;
};

struct EmployerFilter {
  std::string under;  // a path; empty: the whole scope
  std::string words;  // part of the name, the beginning of pinyin or initials, or a credit code
  std::string township;
  ListOrder order = {};
};
struct OutletFilter {
  std::string under, words, township;
  Id brand_id = 0;
  std::optional<OutletStatus> status;
  std::optional<bool> has_union;
  bool wants_position = false;  // open, and nobody said where
  ListOrder order = {};
};

struct EmployerPage {
  std::vector<Employer> items;
  Id next = 0;  // 0: no more rows
  std::int64_t total = 0;
};
EmployerPage list_employers(store::ReadTx& tx, const Scope& scope, const EmployerFilter& filter, Id after,
                            int limit);

struct ListedOutlet {
  Outlet row;
  std::string brand_name, unit_name;
};
struct OutletPage {
  std::vector<ListedOutlet> items;
  Id next = 0;
  std::int64_t total = 0;
};
OutletPage list_outlets(store::ReadTx& tx, const Scope& scope, const OutletFilter& filter, Id after,
                        int limit);
std::optional<Outlet> find_outlet(store::ReadTx& tx, Id realm_id, Id id);

void save_outlet_position(store::WriteTx& tx, const Permit& permit, const Outlet& row);  // its position and nothing else

struct UnionOfUnit {
  Id union_id = 0;
  std::string name;
  bool is_main = false;
  std::optional<Date> from_on;
};
// The unions that cover these units today, by unit.
std::map<Id, std::vector<UnionOfUnit>> unions_of(store::ReadTx& tx, Id realm_id,
                                                 const std::vector<Employer>& units);
// The path of the federation of a township, else of the root.
std::string path_of_township(store::ReadTx& tx, Id realm_id, std::string_view township_code);
// The path of a union; empty: none of that id.
std::string path_of_union(store::ReadTx& tx, Id realm_id, Id union_id);

struct CountedBrand {
  Brand row;
  std::int64_t outlets = 0, couriers = 0;  // open outlets inside the scope and the couriers they reported
};
std::vector<CountedBrand> count_brands(store::ReadTx& tx, const Scope& scope, Id after, int limit);

// Another unit with that credit code, if any.
std::optional<Employer> other_with_code(store::ReadTx& tx, Id realm_id, std::string_view credit_code,
                                        Id except_id);

void insert_employer(store::WriteTx& tx, const Permit& permit, const Employer& e);
// False: another has edited the row since `seen_at`.
bool save_employer(store::WriteTx& tx, const Permit& permit, const Employer& e, Instant seen_at);

}  // namespace niangjia::employers
