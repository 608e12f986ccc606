#pragma once
// Giving a service, at a counter or by a scan; each in a transaction with its facts, its stock and its limit.

#include "access/idempotency.h"
#include "modules/services/store.h"

namespace niangjia::services {

// One giving as a device tells it. `client_key` is made by the device and stays with the row.
struct Giving {
  std::string client_key;
  Id station_id = 0;
  std::string item;
  std::int64_t amount = 1;
  std::string name, phone;       // empty: nobody named
  std::optional<Instant> given_at;  // by the device's clock; nothing: now
};
enum class GivingOutcome { given, repeated, refused };
struct GivingAnswer {
  std::string client_key;
  GivingOutcome outcome = GivingOutcome::given;
  std::string sentence;  // why refused, or what is to be known of a row that was taken
  Id id = 0;
};
struct GivingBatch {
  std::vector<Giving> rows;
  std::optional<Instant> sent_at;  // the device's clock as it sends: tells how wrong that clock is
};
// Each row is answered by its key. A refusal by a full disk or a busy database is no verdict: the device keeps its rows.
Result<std::vector<GivingAnswer>> give(House& house, const Actor& actor, const GivingBatch& batch);
// A worker scans the code at the station and takes one, without an account. `device` tells one phone from another for a day.
Result<GivingAnswer> give_by_scan(House& house, Id realm_id, Id station_id, const Giving& wish, std::string_view device);
// Taken back with a reason: a counter-fact, the stock as before.
Result<ServiceGiven> undo_giving(House& house, const Actor& actor, Id id, std::string_view reason);

Result<void> write_items(House& house, const Actor& actor, std::vector<ServiceItem> items);
// -1: no longer counted.
Result<void> set_stock(House& house, const Actor& actor, Id station_id, std::string_view item, std::int64_t amount_left);

}  // namespace niangjia::services

namespace niangjia::record {
template <>
struct CodeWords<services::GivingOutcome> {
  static constexpr std::array words{CodeWord{"given", "已登记"}, CodeWord{"repeated", "已登记过"}, CodeWord{"refused", "未登记"}};
};
}  // namespace niangjia::record
