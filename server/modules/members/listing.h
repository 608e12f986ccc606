#pragma once
// What the address of a list asks for, and the page that answers it.

#include "http/http.h"
#include "modules/members/store.h"

namespace niangjia::members {

inline constexpr int kDefaultPageRows = 50, kMaxPageRows = 200;

// Without the chosen union, which is looked up in the same snapshot as the rows.
struct ListWish {
  PersonQuery query;
  Id union_id = 0;
  bool wants_total = false;
};
Result<ListWish> read_list_wish(const http::Request& request);
int limit_of(const http::Request& request);
std::string cursor_of(const Person& last);

// False: no such union that the actor sees.
bool place_wish(store::ReadTx& tx, const Actor& actor, ListWish& wish);
Result<std::string> people_page(House& house, const Actor& actor, ListWish wish);
// People with their unions' names, as one JSON array.
std::string people_array(House& house, const Actor& actor, store::ReadTx& tx, std::vector<Person> people,
                         const Permit& permit, bool with_shared_phones);

}  // namespace niangjia::members
