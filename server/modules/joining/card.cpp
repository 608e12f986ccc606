#include "access/signed_token.h"
#include "base/text.h"
#include "modules/joining/actions.h"
#include "modules/members/members.h"

namespace niangjia::joining {

namespace {

// 李*明 → 李**; one character of a name says who it seems to be and no more.
std::string shown_name(const std::string& name) {
  std::size_t first = 1;
  while (first < name.size() && (static_cast<unsigned char>(name[first]) & 0xC0) == 0x80) ++first;
  return name.substr(0, first) + (count_characters(name) > 2 ? "**" : "*");
}

}  // namespace

Result<CardState> verify_card(House& house, std::string_view token) {
  auto row = read_token(house.vault, kCardToken, token);
  auto unknown = [] {
    return refuse(Code::not_found, "card.unknown", "这不是本系统的会员卡，请核对后再扫。");
  };
  if (!row) return unknown();
  return house.database.read([&](store::ReadTx& tx) -> Result<CardState> {
    auto person = members::find_person(tx, row->realm_id, row->id);
    if (person && person->merged_into_id)
      person = members::find_person(tx, row->realm_id, person->merged_into_id);
    auto realm = realm_place(tx, row->realm_id);
    if (!person || !realm) return unknown();
    CardState card;
    card.realm_name = realm->name;
    card.is_good = members::is_counted(person->standing);
    if (!card.is_good) {
      card.sentence = "这张会员卡现在无效，请持卡人联系所在工会。";
      return card;
    }
    card.shown_name = shown_name(person->name);
    card.union_name = names_of_unions(tx, row->realm_id, {person->union_id})[person->union_id];
    card.joined_on = person->joined_on;
    card.sentence = "会员卡有效。";
    return card;
  });
}

}  // namespace niangjia::joining
