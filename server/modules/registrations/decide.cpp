// Filing, and what comes of it.

#include "base/identifiers.h"
#include "base/text.h"
#include "modules/registrations/step.h"

namespace niangjia::registrations {

namespace {

Result<unions::Union> union_of(store::ReadTx& tx, const Registration& r) {
  auto u = unions::find_union(tx, r.realm_id, r.union_id);
  if (!u) return no_such_registration();
  return *u;
}

// The certificate's code and address stand in the union's record from now on; a cancelled code goes.
Result<void> tell_union(Step& s, const unions::Union& u) {
  using unions::UnionStatus;
  if (u.status == UnionStatus::dissolved || u.status == UnionStatus::merged) return {};
  const Registration& r = s.row;
  std::string change = "{\"credit_code\":";
  append_json_string(change, r.kind == Kind::cancellation ? "" : r.credit_code);
  if (r.kind != Kind::cancellation && u.address != r.address) {
    change += ",\"address\":";
    append_json_string(change, r.address);
  }
  CHECK_OK(unions::edit_union_in(s.tx, s.house, s.actor, u.id, u.version, change + "}",
                                 {unions::ChangeKind::edited, {}, "法人资格" + std::string(record::label_of(r.kind))}));
  return {};
}

void take_certificate(Registration& r, const Certificate& c, Date on) {
  r.certified_on = on;
  if (r.kind == Kind::cancellation) return;
  r.certificate_number = trim(c.certificate_number);
  r.issuer = trim(c.issuer);
  r.valid_from_on = c.valid_from_on;
  r.valid_to_on = c.valid_to_on;
  r.credit_code = read_credit_code(c.credit_code).code;
}

Result<Registration> turn(House& house, const Actor& actor, Id id, Act act, const std::string& reason) {
  if (count_characters(trim(reason)) < 2) return wrong_field("reason", "请写明原因");
  return take_step(house, actor, id, act, reason, [&](Step& s) -> Result<Date> {
    s.row.answer = trim(reason);
    return s.today;
  });
}

}  // namespace

Result<Registration> file_registration(House& house, const Actor& actor, Id id, const FileWish& wish) {
  return take_step(house, actor, id, Act::file, {}, [&](Step& s) -> Result<Date> {
    TRY(unions::Union u, union_of(s.tx, s.row));
    Date on = wish.on.value_or(s.today);
    CHECK_OK(judge_open(s.row.kind, u, {s.row.kind != Kind::first}));  // it may have ended since
    CHECK_OK(judge_filing(s.row, u, !s.row.phone_sealed.bytes.empty(), on, s.today));
    s.row.filed_on = on;
    s.row.filed_at = s.now;
    s.row.answer.clear();
    return on;
  });
}

Result<Registration> send_back(House& house, const Actor& actor, Id id, const TurnWish& wish) {
  return turn(house, actor, id, Act::send_back, wish.reason);
}
Result<Registration> withdraw(House& house, const Actor& actor, Id id, const TurnWish& wish) {
  return turn(house, actor, id, Act::withdraw, wish.reason);
}

Result<Registration> certify(House& house, const Actor& actor, Id id, const Certificate& certificate) {
  return take_step(house, actor, id, Act::certify, {}, [&](Step& s) -> Result<Date> {
    unions::hold_tree(s.tx, s.row.realm_id);
    TRY(unions::Union u, union_of(s.tx, s.row));
    std::string code = read_credit_code(certificate.credit_code).code;
    CHECK_OK(judge_certificate(s.row, certificate, holder_of_code(s.tx, s.row.realm_id, code, u.id), s.today));
    Date on = certificate.on.value_or(s.today);
    take_certificate(s.row, certificate, on);
    end_force(s.tx, s.permit, u.id);
    s.row.is_in_force = s.row.kind != Kind::cancellation;
    CHECK_OK(tell_union(s, u));
    return on;
  });
}

}  // namespace niangjia::registrations
