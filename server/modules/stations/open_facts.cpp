#include "modules/stations/open_facts.h"

#include "modules/facts/facts.h"
#include "modules/stations/rules.h"

namespace niangjia::stations {

namespace {

facts::Fact fact_of(const Station& s, Date on, std::int64_t amount) {
  facts::Fact fact;
  fact.realm_id = s.realm_id, fact.indicator = static_cast<int>(facts::Indicator::station_open);
  fact.union_path = s.union_path, fact.township = s.township_code;
  fact.happened_on = on, fact.amount = amount;
  fact.subject_id = fact.source_id = s.id;
  return fact;
}

}  // namespace

void emit_open_change(store::WriteTx& tx, House& house, const Station& after, bool was_open, Date on) {
  const bool is_open = is_open_to_people(after.status);
  if (is_open == was_open) return;
  std::vector<facts::Fact> facts{fact_of(after, on, is_open ? 1 : -1)};
  facts::emit_facts(tx, house.ids, facts);
}

void move_open_fact(store::WriteTx& tx, House& house, const Station& before, const Station& after) {
  const Date today = house.clock.today();
  std::vector<facts::Fact> facts{fact_of(before, today, -1), fact_of(after, today, 1)};
  facts::emit_facts(tx, house.ids, facts);
}

}  // namespace niangjia::stations
