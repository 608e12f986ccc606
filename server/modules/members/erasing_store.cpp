// What is destroyed when a person's data is deleted.

#include "modules/members/members.h"

namespace niangjia::members {

using store::Params;

void erase_person(store::WriteTx& tx, const Permit& permit, const Person& person, Instant now) {
  Params row{kErasedName, now, permit.realm_id(), person.id};
  tx.execute(
      "UPDATE person SET name = ?, name_pinyin = '', name_initials = '', sex = 0, born_on = NULL, "
      "identity_kind = 0, "
      "identity_sealed = NULL, identity_index = NULL, phone_sealed = NULL, phone_index = NULL, ethnicity = "
      "'', "
      "education = '', politics = '', platform = '', note = '', problems = 0, updated_at = ?, version = "
      "version + 1 "
      "WHERE realm_id = ? AND id = ?",
      row);
  Params both{permit.realm_id(), person.id, person.id};
  tx.execute("DELETE FROM likely_duplicate WHERE realm_id = ? AND (left_id = ? OR right_id = ?)", both);
  tx.execute("UPDATE person_merge SET before_json = '' WHERE realm_id = ? AND (kept_id = ? OR gone_id = ?)",
             both);
  Params one{permit.realm_id(), person.id};
  tx.execute("UPDATE standing_event SET reason = '' WHERE realm_id = ? AND person_id = ?", one);
  tx.execute("UPDATE standing_proof SET talk_note = '', group_note = '' WHERE realm_id = ? AND event_id IN (SELECT id "
             "FROM standing_event WHERE realm_id = ? AND person_id = ?)",
             store::Params{permit.realm_id(), permit.realm_id(), person.id});
  tx.execute("DELETE FROM filled_gap WHERE realm_id = ? AND person_id = ?", one);
  tx.execute("UPDATE posting SET note = '' WHERE realm_id = ? AND person_id = ?", one);
  tx.execute("UPDATE transfer_request SET reason = '', answer = '' WHERE realm_id = ? AND person_id = ?", one);
  // Those that were merged into this one are the same human.
  tx.execute(
      "UPDATE person SET name = '已注销', name_pinyin = '', name_initials = '', born_on = NULL, "
      "identity_sealed = NULL, "
      "identity_index = NULL, phone_sealed = NULL, phone_index = NULL, note = '' WHERE realm_id = ? AND "
      "merged_into_id = ?",
      one);
}

}  // namespace niangjia::members
