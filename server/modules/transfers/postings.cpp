#include "modules/transfers/postings.h"

#include "base/text.h"
#include "modules/transfers/rules.h"

namespace niangjia::transfers {

namespace {

Problem no_such_posting() {
  return refuse(Code::not_found, "posting.not_found", "没有找到这条借调或派遣登记，或它不在您的范围内。");
}
Problem no_such_person() {
  return refuse(Code::not_found, "posting.no_member", "没有找到这名会员，或他不在您的范围内。");
}

}  // namespace

Result<void> judge_posting(const Posting& p) {
  if (count_characters(trim(p.host_name)) < 2) return wrong_field("host_name", "请填写用工单位的名称");
  if (p.until_on && *p.until_on < p.from_on) return wrong_field("until_on", "期满日在起始日期之前，请核对");
  if (p.kind == PostingKind::seconded && !p.until_on)
    return wrong_field("until_on", "借调要写明期满日；没有期限的请办理转会");
  if (p.kind == PostingKind::dispatched && p.host_union_id && trim(p.document).empty())
    return wrong_field("document", "由用工单位工会代管的，请填委托管理协议的文号");
  return {};
}

std::string effect_of(const Posting& p, int months) {
  if (p.kind == PostingKind::dispatched)
    return p.host_union_id ? "会籍和会员数仍在原工会，由用工单位工会按协议代管。"
                           : "会籍和会员数在原工会；要由用工单位工会接收的请办理转会。";
  if (*p.until_on < months_later(p.from_on, months))
    return "借调不满 " + std::to_string(months) + " 个月，会籍、会费和会员数都在原工会。";
  return "借调满 " + std::to_string(months) + " 个月，对方有工会的可以办理“借调转会”，期满自动转回。";
}

Result<Posting> note_posting(House& house, const Actor& actor, Posting wish) {
  const Instant now = house.clock.now();
  CHECK_OK(judge_posting(wish));
  return house.database.write([&](store::WriteTx& tx) -> Result<Posting> {
    auto person = members::find_person(tx, actor.realm_id, wish.person_id);
    if (!person || person->merged_into_id) return no_such_person();
    const RowPlace place{actor.realm_id, person->union_path, person->id, 0};
    TRY(Permit permit, allow_seen(actor, "transfers.ask", "members.read", place, no_such_person));
    if (!members::is_counted(person->standing))
      return refuse(Code::conflict, "posting.not_member", "该职工现在不在会，不必登记借调或派遣。");
    if (wish.host_union_id && !members::place_of_union(tx, actor.realm_id, wish.host_union_id))
      return wrong_field("host_union_id", "没有找到这个工会，请从列表中重新选择");
    Posting posting = wish;
    posting.realm_id = actor.realm_id;
    posting.id = house.ids.next();
    posting.union_path = person->union_path;
    posting.ended_on.reset();
    posting.noted_by = actor.name;
    posting.noted_at = now;
    insert_posting(tx, permit, posting);
    write_journal(tx, permit, house.ids.next(), now,
                  {"posting", posting.id, posting.union_path, {}, record::to_json(posting), posting.note});
    return posting;
  });
}

Result<Posting> end_posting(House& house, const Actor& actor, Id id, std::optional<Date> on) {
  const Instant now = house.clock.now();
  const Date day = on.value_or(now.day_in_china());
  if (day > now.day_in_china()) return wrong_field("on", "日期在今天之后，请改为实际结束的日期");
  return house.database.write([&](store::WriteTx& tx) -> Result<Posting> {
    auto posting = find_posting(tx, actor.realm_id, id);
    if (!posting) return no_such_posting();
    const RowPlace place{actor.realm_id, posting->union_path, posting->person_id, 0};
    TRY(Permit permit, allow_seen(actor, "transfers.ask", "transfers.read", place, no_such_posting));
    if (day < posting->from_on) return wrong_field("on", "结束日期早于起始日期，请核对");
    posting->ended_on = day;
    if (!close_posting(tx, permit, *posting))
      return refuse(Code::conflict, "posting.ended", "这条登记已经结束，请刷新。");
    write_journal(tx, permit, house.ids.next(), now,
                  {"posting", id, posting->union_path, {}, record::to_json(*posting), "结束"});
    return *posting;
  });
}

}  // namespace niangjia::transfers
