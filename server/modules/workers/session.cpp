#include <algorithm>

#include "access/signed_token.h"
#include "base/identifiers.h"
#include "base/text.h"
#include "modules/parameters/parameters.h"
#include "modules/phones/phones.h"
#include "modules/workers/actions.h"

namespace niangjia::workers {

namespace {

Problem not_entered() {
  return refuse(Code::unauthenticated, "worker.unauthenticated", "请用手机号码登录职工端。");
}
record::Blob digest_of(std::string_view token) { return {std::string(bytes_of(sha256(token)))}; }

constexpr std::int64_t kSeenEvery_ms = 10 * 60'000;

// A token says its realm: letters of the id, then the secret.
std::string realm_letters(Id realm_id) { return id_to_wire("x", realm_id).substr(2); }
Id realm_of(std::string_view token) {
  return id_from_wire("x", "x_" + std::string(token.substr(0, 13))).value_or(0);
}

struct Found {
  phones::CodeVerdict verdict = phones::CodeVerdict::ok;
  std::optional<Problem> refusal;
  Entered entered;
};

// Several hold the phone (a couple): the last four of the identity number tell who is asking.
Result<Id> one_of(House& house, store::ReadTx& tx, Id realm_id, const std::vector<Holder>& holders,
                  const std::string& tail) {
  if (holders.empty())
    return refuse(Code::not_found, "worker.unknown_phone",
                  "没有找到登记了这个手机号码的会员。刚入会请等审批；换过号码请点“手机号码换了”。");
  if (holders.size() == 1) return holders.front().person_id;
  if (tail.empty())
    return refuse(Code::conflict, "worker.which", "这个手机号码登记了多位会员，请填写本人证件号码的后四位。");
  Id found = 0;
  for (const Holder& h : holders) {
    auto person = members::find_person(tx, realm_id, h.person_id);
    auto number =
        person ? members::unseal_identity(house.vault, *person) : Result<std::string>(std::string());
    if (number.ok() && number->size() >= 4 && number->ends_with(to_upper_ascii(tail)))
      found = found ? -1 : h.person_id;
  }
  if (found <= 0) return wrong_field("identity_tail", "证件号码后四位与登记的不一致，请核对");
  return found;
}

constexpr int kMostRealms = 500;  // a province has some hundred counties

}  // namespace

Result<std::vector<RealmName>> open_realms(House& house) {
  return house.database.read(
      [](store::ReadTx& tx) -> Result<std::vector<RealmName>> { return list_realms(tx, "", kMostRealms); });
}

Result<RealmName> realm_of_division(House& house, std::string_view division) {
  TRY(auto realms, house.database.read([&](store::ReadTx& tx) -> Result<std::vector<RealmName>> {
    return list_realms(tx, division, 2);
  }));
  if (realms.size() == 1) return std::move(realms.front());
  if (!realms.empty())
    return refuse(Code::conflict, "worker.which_realm", "请先选择会员卡上的总工会，再取验证码。");
  if (!division.empty())
    return refuse(Code::not_found, "worker.unknown_realm", "这里没有这个地区的总工会，请重新选择。");
  return refuse(Code::unavailable, "worker.no_realm", "职工端还没有开通，请联系当地工会。");
}

Result<void> send_code(House& house, std::string_view division, std::string_view phone, bool to_rebind) {
  TRY(RealmName realm, realm_of_division(house, division));
  return phones::send_phone_code(house, {realm.id, realm.name, realm.root_path, std::string(phone),
                                         to_rebind ? phones::kToRebind : phones::kToEnter});
}

Result<Entered> enter(House& house, const EnterWish& wish) {
  Phone phone = read_phone(wish.phone);
  if (phone.verdict != PhoneVerdict::mobile) return wrong_field("phone", "请填写 11 位手机号码");
  TRY(RealmName realm, realm_of_division(house, wish.division));
  const Instant now = house.clock.now();
  const record::Blob index{house.vault.blind_index(members::kPhoneIndexKind, phone.number)};
  const std::string token = realm_letters(realm.id) + random_token(), csrf = random_token();
  const auto days = parameters::value_on("workers.session_days", now.day_in_china());
  TRY(Found found, house.database.write([&](store::WriteTx& tx) -> Result<Found> {
    auto holders = holders_of_phone(tx, realm.id, index);
    // Who is asked for more is asked before the code is used up; the code is judged first all the same, so
    // that nobody learns of a phone without holding it.
    auto verdict = phones::take_phone_code(tx, house, realm.id, phone.number, phones::kToEnter, wish.code);
    if (verdict != phones::CodeVerdict::ok) return Found{verdict, {}, {}};
    auto person_id = one_of(house, tx, realm.id, holders, trim(wish.identity_tail));
    if (!person_id.ok()) return person_id.problem();  // rolled back: the code is still good
    Actor actor = Actor::worker(realm.id, *person_id);
    TRY(Permit permit, allow(actor, "self.read", RowPlace{realm.id, {}, *person_id, 0}));
    WorkerSession session{realm.id, digest_of(token), house.ids.next(), *person_id, csrf};
    session.device = wish.device.substr(0, 60);
    session.created_at = session.seen_at = now;
    session.expires_at = Instant{now.ms + days * 86'400'000LL};
    tx.insert(session);
    write_journal(tx, permit, house.ids.next(), now,
                  {"worker_session", session.id, {}, {}, "session", "职工端登录"});
    return Found{verdict, {}, {token, csrf, realm.id, *person_id}};
  }));
  if (found.verdict != phones::CodeVerdict::ok) return phones::code_refused(found.verdict);
  return found.entered;
}

Result<Worker> find_worker(House& house, std::string_view token) {
  if (token.size() < 20 || token.size() > 100) return not_entered();
  const Instant now = house.clock.now();
  const Id realm_id = realm_of(token);
  TRY(auto session, house.database.read([&](store::ReadTx& tx) -> Result<std::optional<WorkerSession>> {
    return find_session(tx, realm_id, digest_of(token));
  }));
  if (!session || session->ended_at.ms != 0 || session->expires_at <= now) return not_entered();
  if (now.ms - session->seen_at.ms >= kSeenEvery_ms) [[maybe_unused]]
    auto noted = house.database.write([&](store::WriteTx& tx) -> Result<void> {
      set_seen(tx, *session, now);
      return {};
    });
  return Worker{Actor::worker(realm_id, session->person_id), *session};
}

Result<void> leave(House& house, const Worker& worker) {
  return end_device(house, worker, worker.session.id);
}

Result<void> end_device(House& house, const Worker& worker, Id session_id) {
  Instant now = house.clock.now();
  auto done = house.database.write([&](store::WriteTx& tx) -> Result<bool> {
    Id person_id = worker.actor.person_id;
    TRY(Permit permit, allow(worker.actor, "self.ask", RowPlace{worker.actor.realm_id, {}, person_id, 0}));
    if (!end_session(tx, permit, person_id, session_id, now))
      return refuse(Code::not_found, "worker.no_device", "这台设备已经退出登录。");
    return true;
  });
  if (!done.ok()) return done.problem();
  return {};
}

}  // namespace niangjia::workers
