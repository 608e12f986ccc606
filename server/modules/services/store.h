#pragma once
// The module's only SQL. Lists take a Scope and a bound, writes take a Permit.

#include "access/list_question.h"
#include "modules/services/rules.h"

namespace niangjia::services {

std::vector<ServiceItem> own_items(store::ReadTx& tx, Id realm_id);
void replace_items(store::WriteTx& tx, const Permit& permit, Id realm_id, const std::vector<ServiceItem>& items);
std::string root_path(store::ReadTx& tx, Id realm_id);

struct ServiceFilter {
  std::string under;  // path of a chosen union; empty: all
  Id station_id = 0;
  std::string item;
  std::optional<Date> from, to;
  std::optional<GivenWay> way;
  bool with_undone = false;
};
struct ServicePage {
  std::vector<ServiceGiven> items;
  Id next = 0;
};
ServicePage list_services(store::ReadTx& tx, const Scope& scope, const ServiceFilter& filter, Id before, int limit);
struct ServiceSums {
  std::int64_t rows = 0, times = 0, people = 0;  // 条, 人次, 人数
};
ServiceSums sum_services(store::ReadTx& tx, const Scope& scope, const ServiceFilter& filter);
std::map<Id, std::string> station_names(store::ReadTx& tx, Id realm_id, const std::vector<Id>& ids);

std::optional<ServiceGiven> find_given(store::ReadTx& tx, Id realm_id, Id id);
std::optional<ServiceGiven> find_by_key(store::ReadTx& tx, Id realm_id, std::string_view client_key);
bool mark_undone(store::WriteTx& tx, const Permit& permit, const ServiceGiven& row, Instant at);  // false: it was already
// Holds the person's row until the transaction ends: whoever counts after it counts everything.
void take_turn(store::WriteTx& tx, Id realm_id, const record::Blob& phone_index);
std::vector<Had> givings_of(store::ReadTx& tx, Id realm_id, const record::Blob& phone_index, std::string_view item, DaySpan span);
Id person_with_phone(store::ReadTx& tx, Id realm_id, const record::Blob& phone_index);  // 0: none, or more than one

struct Drawn {
  std::int64_t taken = 0, missing = 0;
};
// Takes `amount` off the stock. Nothing is taken when something is missing, unless `takes_all`, which leaves nothing. A
// station that counts no stock misses nothing and nothing is taken.
Drawn draw_stock(store::WriteTx& tx, Id realm_id, Id station_id, std::string_view item, std::int64_t amount,
                        bool takes_all);
void return_stock(store::WriteTx& tx, Id realm_id, Id station_id, std::string_view item, std::int64_t amount);
void put_stock(store::WriteTx& tx, const Permit& permit, const ServiceStock& row);  // -1 left: forget it
std::vector<ServiceStock> stock_of(store::ReadTx& tx, Id realm_id, Id station_id);

}  // namespace niangjia::services
