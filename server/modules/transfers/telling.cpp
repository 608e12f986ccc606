#include "modules/transfers/telling.h"

#include "modules/notices/notices.h"

namespace niangjia::transfers {

namespace {

Result<void> tell(House& house, store::WriteTx& tx, std::string_view form, const TransferRequest& r,
                  const members::Person& person) {
  TRY(std::string phone, members::unseal_phone(house.vault, person));
  if (phone.empty()) return {};
  std::map<Id, std::string> names;
  for (const auto& place : members::places_of_unions(tx, r.realm_id, {r.from_union_id, r.to_union_id}))
    names[place.id] = place.name;
  notices::NoticeWish wish{r.realm_id, form, r.union_path, "transfer", r.id, phone, {}};
  wish.values = {{"realm", realm_name(tx, r.realm_id)},
                 {"name", person.name},
                 {"from", names[r.from_union_id]},
                 {"to", r.to_union_id ? names[r.to_union_id] : r.other_union_name}};
  if (form == "transfer_refused") wish.values["reason"] = r.answer;
  notices::post_notice(tx, house, wish);
  return {};
}

}  // namespace

Result<void> tell_asked(House& house, store::WriteTx& tx, const TransferRequest& r, const members::Person& person) {
  return tell(house, tx, "transfer_asked", r, person);
}

Result<void> tell_decided(House& house, store::WriteTx& tx, const TransferRequest& r,
                          const members::Person& person) {
  if (r.state == TransferState::done) return tell(house, tx, "transfer_done", r, person);
  if (r.state == TransferState::refused) return tell(house, tx, "transfer_refused", r, person);
  return {};
}

}  // namespace niangjia::transfers
