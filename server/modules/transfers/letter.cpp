#include "modules/transfers/letter.h"

#include "access/taken_list.h"
#include "base/identifiers.h"

namespace niangjia::transfers {

namespace {

paper::OfficialPaper letter_of(const TransferRequest& r, const members::Person& p, const std::string& masked,
                               const std::string& from_name) {
  paper::OfficialPaper out;
  out.issuer = from_name;  // a form of the unit's own: the number stands in the table, without a red head
  out.title = "工会会员会籍接转单";
  out.addressee = r.other_union_name + "：";
  out.paragraphs = {
      p.name + "同志系我会会员，因" + r.reason + "，现将其会籍转往你会，请予接收。接收后请将回执寄回我会；回执到达之前，其会籍仍在我会。"};
  out.table = {{"接转单号", r.letter_number},
               {"会员编号", id_to_wire("mem", p.id)},
               {"姓名", p.name},
               {"证件号码", masked},
               {"入会日期", p.joined_on ? p.joined_on->chinese() : "不详"},
               {"转出工会", from_name},
               {"转入工会", r.other_union_name},
               {"事由", r.reason},
               {"回执：接收日期", ""},
               {"回执：转入工会（章）", ""}};
  out.signer = from_name;
  out.day = r.requested_on.chinese();
  return out;
}

}  // namespace

Result<paper::OfficialPaper> take_letter(House& house, const Actor& actor, Id id) {
  const Taking taking(house, actor);
  return house.database.write([&](store::WriteTx& tx) -> Result<paper::OfficialPaper> {
    TRY(TransferRequest r, seen_transfer(tx, actor, id));
    if (r.kind != TransferKind::outward)
      return refuse(Code::conflict, "transfer.no_letter", "本总工会范围内的转会在系统里办结，不用接转单。");
    TRY(Permit permit, allow(actor, "transfers.export", RowPlace{r.realm_id, r.union_path, 0, 0}));
    auto person = members::find_person(tx, r.realm_id, r.person_id);
    auto from = members::place_of_union(tx, r.realm_id, r.from_union_id);
    if (!person || !from) return no_such_transfer();
    TRY(std::string number, members::unseal_identity(house.vault, *person));
    taking.journal(tx, permit, {"transfer", id, r.union_path, {}, {}, "打印会员会籍接转单"}, 1);
    paper::OfficialPaper letter = letter_of(r, *person, mask_identity(number), from->name);
    letter.trace = taking.note();
    return letter;
  });
}

}  // namespace niangjia::transfers
