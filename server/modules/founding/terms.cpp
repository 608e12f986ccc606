#include "modules/founding/terms.h"

#include "modules/founding/term_store.h"
#include "modules/notices/notices.h"
#include "modules/parameters/parameters.h"

namespace niangjia::founding {

namespace {

constexpr int kAtOnce = 200;

constexpr std::string_view kReminders[] = {"founding.remind_third_days", "founding.remind_second_days",
                                           "founding.remind_first_days"};

std::string name_of(store::ReadTx& tx, Id realm_id, Id union_id) {
  auto u = unions::find_union(tx, realm_id, union_id);
  return u ? u->name : std::string();
}

void tell(store::WriteTx& tx, House& house, const unions::Union& u, std::int64_t days_left,
          const std::string& phone) {
  auto root = unions::root_of(tx, u.realm_id);
  notices::NoticeWish wish{u.realm_id, "term_reminder", u.tree_path, "union", u.id, phone, {}};
  wish.values = {{"realm", root ? root->name : ""},
                 {"union", u.name},
                 {"until", u.term_to_on->chinese()},
                 {"days", std::to_string(days_left)},
                 {"parent", name_of(tx, u.realm_id, u.parent_id)}};
  notices::post_notice(tx, house, wish);
}

struct Due {
  unions::Union row;
  std::int64_t days = 0;  // of the reminder
};
// Each union under the nearest reminder it has come to.
std::vector<Due> due_ones(store::ReadTx& tx, Id realm_id, Date today) {
  std::vector<Due> due;
  Date nearer = today;
  for (std::string_view code : kReminders) {
    std::int64_t days = parameters::value_on(code, today);
    Date until = today.plus_days(static_cast<int>(days));
    for (unions::Union& u : unions_to_remind(tx, realm_id, nearer, until, days, kAtOnce))
      due.push_back({std::move(u), days});
    nearer = until.plus_days(1);
  }
  return due;
}

}  // namespace

Result<int> remind_terms(House& house, Id realm_id) {
  Instant now = house.clock.now();
  Date today = now.day_in_china();
  // Most days there is nobody to remind, and the writer is left in peace.
  TRY(auto due, house.database.read([&](store::ReadTx& tx) -> Result<std::vector<Due>> {
    return due_ones(tx, realm_id, today);
  }));
  if (due.empty()) return 0;
  return house.database.write([&](store::WriteTx& tx) -> Result<int> {
    int reminded = 0;
    for (const Due& d : due) {
      const std::string phone = unions::chair_mobile(house, d.row);
      // Another server of the same database may have been quicker: the key decides.
      if (!tx.insert_new(TermReminder{realm_id, d.row.id, *d.row.term_to_on, d.days, !phone.empty(), now})) continue;
      tell(tx, house, d.row, d.row.term_to_on->days() - today.days(), phone);
      ++reminded;
    }
    return reminded;
  });
}

}  // namespace niangjia::founding
