#include "modules/registrations/reminders.h"

#include "modules/notices/notices.h"
#include "modules/parameters/parameters.h"
#include "modules/registrations/store.h"

namespace niangjia::registrations {

namespace {

constexpr int kAtOnce = 200;
constexpr std::string_view kStages[] = {"registrations.notice_second_days", "registrations.notice_first_days"};

struct Due {
  Registration row;
  std::int64_t days = 0;  // of the stage
};
// Each certificate under the nearest stage it has come to.
std::vector<Due> due_ones(store::ReadTx& tx, Id realm_id, Date today) {
  std::vector<Due> due;
  Date nearer = today;
  for (std::string_view code : kStages) {
    const std::int64_t days = parameters::value_on(code, today);
    const Date until = today.plus_days(static_cast<int>(days));
    for (Registration& r : certificates_to_remind(tx, realm_id, nearer, until, days, kAtOnce)) due.push_back({std::move(r), days});
    nearer = until.plus_days(1);
  }
  return due;
}

}  // namespace

Result<int> remind_certificates(House& house, Id realm_id) {
  const Instant now = house.clock.now();
  const Date today = now.day_in_china();
  // Most days there is nobody to remind, and the writer is left in peace.
  TRY(auto due, house.database.read([&](store::ReadTx& tx) -> Result<std::vector<Due>> { return due_ones(tx, realm_id, today); }));
  if (due.empty()) return 0;
  return house.database.write([&](store::WriteTx& tx) -> Result<int> {
    const auto root = unions::root_of(tx, realm_id);
    int reminded = 0;
    for (const Due& d : due) {
      const auto u = unions::find_union(tx, realm_id, d.row.union_id);
      const std::string phone = u ? unions::chair_mobile(house, *u) : std::string();
      // Another server of the same database may have been quicker: the key decides.
      if (!tx.insert_new(CertificateReminder{realm_id, d.row.id, d.days, !phone.empty(), now})) continue;
      ++reminded;
      if (!u) continue;
      notices::NoticeWish wish{realm_id, "certificate_reminder", u->tree_path, "registration", d.row.id, phone, {}};
      wish.values = {{"realm", root ? root->name : ""},
                     {"union", u->name},
                     {"until", d.row.valid_to_on->chinese()},
                     {"days", std::to_string(d.row.valid_to_on->days() - today.days())}};
      notices::post_notice(tx, house, wish);
    }
    return reminded;
  });
}

}  // namespace niangjia::registrations
