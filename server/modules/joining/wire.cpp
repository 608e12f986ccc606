#include "modules/joining/wire.h"

#include "access/signed_token.h"
#include "base/identifiers.h"
#include "base/text.h"
#include "modules/joining/sealing.h"
#include "modules/workdays/workdays.h"

namespace niangjia::joining {

std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

std::string poster_json(House& house, const Actor& actor, const ListedPoster& p) {
  RowPlace place{p.row.realm_id, p.row.union_path, 0, 0};
  bool is_open = judge_poster(p.row, house.clock.today()) == PosterVerdict::ok;
  bool may_revoke = !p.row.revoked_on && allow(actor, "posters.revoke", place).ok();
  std::string token = make_token(house.vault, kPosterToken, {p.row.realm_id, p.row.id});
  std::string more =
      "\"union_name\":" + quoted(p.union_name) + ",\"token\":" + quoted(token) +
      ",\"link\":" + quoted("/w/join/" + token) +
      ",\"address\":" + quoted(house.site_address + "/w/join/" + token) +
      ",\"is_open\":" + (is_open ? "true" : "false") + ",\"applications\":" + std::to_string(p.applications) +
      ",\"accepted\":" + std::to_string(p.accepted) + ",\"allowed\":" + (may_revoke ? "[\"revoke\"]" : "[]");
  return record::to_json(p.row, nullptr, more);
}

std::string application_json(House& house, const Actor& actor, const Application& a,
                             const std::string& union_name) {
  auto permit = allow(actor, "applications.read", place_of(a));
  auto plain = unseal_applicant(house.vault, a);
  Date today = house.clock.today();
  bool waits = a.state == ApplicationState::waiting;
  bool may_decide = waits && allow(actor, "applications.decide", place_of(a)).ok();
  std::string more =
      "\"union_name\":" + quoted(a.is_in_pool ? "县级周转库" : union_name) +
      ",\"identity_number\":" + quoted(plain.ok() ? mask_identity(plain->identity_number) : "") +
      ",\"phone\":" + quoted(plain.ok() ? mask_phone(plain->phone) : "") + ",\"waited_workdays\":" +
      std::to_string(workdays::workdays_between(a.applied_at.day_in_china(), today)) +
      ",\"is_overdue\":" + (waits && a.due_on < today ? "true" : "false") +
      ",\"allowed\":" + (may_decide ? "[\"accept\",\"refuse\",\"move\"]" : "[]");
  return record::to_json(a, permit.ok() ? &*permit : nullptr, more);
}

}  // namespace niangjia::joining
