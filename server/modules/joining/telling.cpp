#include "modules/joining/telling.h"

#include "access/signed_token.h"
#include "modules/notices/notices.h"

namespace niangjia::joining {

namespace {

notices::NoticeWish wish_of(std::string_view form, const std::string& realm_name, const Application& a,
                            const std::string& phone) {
  notices::NoticeWish wish{a.realm_id, form, a.union_path, "application", a.id, phone, {}};
  wish.values = {{"realm", realm_name}, {"name", a.name}};
  return wish;
}

std::string link_of(House& house, const Application& a) {
  return house.site_address + "/w/receipt/" + make_token(house.vault, kReceiptToken, {a.realm_id, a.id});
}

}  // namespace

void tell_received(store::WriteTx& tx, House& house, const std::string& realm_name, const Applied& applied,
                   const std::string& phone) {
  auto wish = wish_of("joining_received", realm_name, applied.application, phone);
  wish.values["due"] = applied.application.due_on.chinese();
  wish.values["link"] = link_of(house, applied.application);
  notices::post_notice(tx, house, wish);
}

void tell_moved(store::WriteTx& tx, House& house, const std::string& realm_name, const Application& a,
                const std::string& union_name, const std::string& phone) {
  auto wish = wish_of("joining_moved", realm_name, a, phone);
  wish.values["union"] = union_name;
  wish.values["due"] = a.due_on.chinese();
  notices::post_notice(tx, house, wish);
}

void tell_decided(store::WriteTx& tx, House& house, const std::string& realm_name, const Application& a,
                  const std::string& union_name, const std::string& phone) {
  bool accepted = a.state != ApplicationState::refused;
  auto wish = wish_of(accepted ? "joining_accepted" : "joining_refused", realm_name, a, phone);
  wish.values["union"] = union_name.empty() ? realm_name : union_name;
  if (accepted)
    wish.values["link"] = link_of(house, a);
  else
    wish.values["reason"] = a.reason;
  notices::post_notice(tx, house, wish);
}

}  // namespace niangjia::joining
