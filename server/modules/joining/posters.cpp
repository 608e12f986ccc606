#include "access/signed_token.h"
#include "base/text.h"
#include "modules/joining/actions.h"
#include "modules/parameters/parameters.h"

namespace niangjia::joining {

Problem no_such_poster() {
  return refuse(Code::not_found, "poster.not_found", "没有找到这张海报，可能不在您的范围内，请刷新后再试。");
}

namespace {

Result<Date> last_day(const PosterWish& wish, Date today) {
  Date most = today.plus_days(static_cast<int>(parameters::value_on("joining.poster_days", today)));
  Date until = wish.expires_on.value_or(most);
  if (until < today) return wrong_field("expires_on", "有效期不能早于今天");
  if (until > most) return wrong_field("expires_on", "有效期最长到 " + most.chinese());
  return until;
}

}  // namespace

Result<Poster> make_poster(House& house, const Actor& actor, const PosterWish& wish,
                           const IdempotencyKey* key) {
  Instant now = house.clock.now();
  if (trim(wish.campaign).empty()) return wrong_field("campaign", "请填写活动名称，如“快递员入会集中行动”");
  TRY(Date until, last_day(wish, now.day_in_china()));
  return house.database.write([&](store::WriteTx& tx) -> Result<Poster> {
    auto realm = realm_place(tx, actor.realm_id);
    if (!realm) return no_such_poster();
    auto target = wish.union_id ? open_place(tx, actor.realm_id, wish.union_id) : std::nullopt;
    if (wish.union_id && !target) return wrong_field("union_id", "请选择基层工会：会员只在基层工会；已撤销或锁定的也不能选");
    Poster p{actor.realm_id, house.ids.next(), wish.union_id, target ? target->path : realm->root_path};
    TRY(Permit permit, allow(actor, "posters.create", RowPlace{actor.realm_id, p.union_path, 0, 0}));
    if (key && !claim_key(tx, permit, *key, now)) return key_in_use();
    p.campaign = trim(wish.campaign);
    p.made_by_id = permit.account_id();
    p.made_by = permit.actor_name();
    p.made_at = now;
    p.expires_on = until;
    insert_poster(tx, permit, p);
    std::string is = record::to_json(p, &permit);
    write_journal(tx, permit, house.ids.next(), now, {"poster", p.id, p.union_path, {}, is, {}});
    if (key) complete_key(tx, permit, *key, {201, is});
    return p;
  });
}

Result<Poster> revoke_poster(House& house, const Actor& actor, Id id, std::string_view reason) {
  Instant now = house.clock.now();
  if (trim(reason).empty()) return wrong_field("reason", "请写明停用的原因");
  return house.database.write([&](store::WriteTx& tx) -> Result<Poster> {
    auto poster = find_poster(tx, actor.realm_id, id);
    if (!poster) return no_such_poster();
    TRY(Permit permit, allow_seen(actor, "posters.revoke", "posters.read",
                                  RowPlace{actor.realm_id, poster->union_path, 0, 0}, no_such_poster));
    if (poster->revoked_on) return refuse(Code::conflict, "poster.revoked", "这张海报已经停用。");
    std::string was = record::to_json(*poster, &permit);
    poster->revoked_on = now.day_in_china();
    poster->revoke_reason = trim(reason);
    if (!save_poster(tx, permit, *poster))
      return refuse(Code::conflict, "poster.changed", "这张海报刚被他人修改，请刷新后再试。");
    std::string is = record::to_json(*poster, &permit);
    write_journal(tx, permit, house.ids.next(), now, {"poster", id, poster->union_path, was, is, reason});
    return *poster;
  });
}

Result<OpenPoster> open_poster(House& house, std::string_view token) {
  auto row = read_token(house.vault, kPosterToken, token);
  auto unknown = [] {
    return refuse(Code::not_found, "poster.unknown", "这个二维码不是本系统的入会二维码，请重新扫描海报。");
  };
  if (!row) return unknown();
  return house.database.read([&](store::ReadTx& tx) -> Result<OpenPoster> {
    auto poster = find_poster(tx, row->realm_id, row->id);
    auto realm = realm_place(tx, row->realm_id);
    if (!poster || !realm) return unknown();
    PosterVerdict verdict = judge_poster(*poster, house.clock.today());
    if (verdict != PosterVerdict::ok)
      return refuse(Code::conflict, verdict == PosterVerdict::revoked ? "poster.revoked" : "poster.expired",
                    std::string(sentence_of(verdict)));
    OpenPoster open{*poster, {}, *realm, Actor::visitor(row->realm_id, "扫码申请人")};
    if (poster->union_id)
      open.union_name = names_of_unions(tx, row->realm_id, {poster->union_id})[poster->union_id];
    return open;
  });
}

}  // namespace niangjia::joining
