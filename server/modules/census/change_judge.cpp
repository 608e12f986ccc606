// The changes of standing (会籍变化登记表), taken in the order of their days.
#include "base/text.h"
#include "modules/categories/categories.h"
#include "modules/census/person_judge.h"
#include "modules/census/store.h"

namespace niangjia::census {

using members::EventKind;
using members::Standing;

namespace {


std::uint64_t change_key(const record::Blob& identity, std::string_view kind, std::string_view day,
                         Id union_id) {
  // 恢复 is how a 入会 of a retained member was recorded: both tell the same report.
  std::string text = identity.bytes + "|" + std::string(kind == "restore" ? "join" : kind) + "|" +
                     std::string(day) + "|" + std::to_string(union_id);
  return std::hash<std::string>{}(text);
}

std::string_view transfer_reason(const PersonRow& row, const KnownPerson& known) {
  bool this_year = known.joined_on && known.joined_on->year() == row.day->year();
  return this_year ? "join_twice_in_year_becomes_transfer" : "join_of_active_other_union_becomes_transfer";
}

}  // namespace

Result<void> PersonJudge::begin_chunk(store::ReadTx& tx, const std::vector<PersonRow>& rows) {
  writes.clear();
  new_index_.clear();
  for (auto key : told_by_chunk_) reported_.erase(key);
  told_by_chunk_.clear();
  for (std::uint64_t key : met_in_chunk_) met_.erase(key);
  met_in_chunk_.clear();
  CHECK_OK(desk_.begin_chunk(tx, rows));
  if (c_.kind != Kind::standing) return {};
  std::map<Id, const record::Blob*> people;
  for (const auto& row : rows)
    if (const KnownPerson* known = desk_.find(row.identity_index); known && known->person_id)
      people[known->person_id] = &row.identity_index;
  std::vector<Id> ids;
  for (const auto& [id, index] : people) ids.push_back(id);
  load_events(tx, c_.realm_id, ids, [&](Id person, std::string_view kind, std::string_view day, Id union_id) {
    reported_.insert(change_key(*people[person], kind, day, union_id));
  });
  open_transfers_.clear();
  load_open_transfers(tx, c_.realm_id, ids, [&](const members::TransferRequest& t) {
    Id told_by = t.origin == "out_only" ? t.from_union_id : t.to_union_id;
    std::string_view kind = t.origin == "out_only"  ? "transfer_out"
                            : t.origin == "in_only" ? "transfer_in"
                                                    : "join";
    reported_.insert(change_key(*people[t.person_id], kind, t.requested_on.iso(), told_by));
    open_transfers_[t.person_id].push_back(t);
  });
  return {};
}

void PersonJudge::check_new_form_flag(PersonRow& row) {
  bool is_new_form = categories::is_new_form(row.category);
  if (row.new_form_flag.empty()) {
    if (is_new_form) row.verdict.add("nf_flag_blank", Field::is_new_form);
    return;
  }
  bool says_yes =
      contains(row.new_form_flag, "是") || contains(row.new_form_flag, "√") || row.new_form_flag == "1";
  if (says_yes != is_new_form) row.verdict.add("nf_flag_conflict", Field::is_new_form);
}

bool PersonJudge::was_reported(PersonRow& row, EventKind kind, const UnionPlace& place,
                               const KnownPerson* known) {
  auto key = change_key(row.identity_index, record::word_of(kind), row.day->iso(), place.id);
  if (!reported_.contains(key)) return false;
  row.verdict.add(known && known->is_changed ? "dup_row" : "already_here");
  row.verdict.settle(Outcome::merged);
  return true;
}

void PersonJudge::add_transfer(PersonRow& row, const KnownPerson& known, Id from, Id to,
                               std::string_view origin) {
  members::TransferRequest t;
  t.realm_id = c_.realm_id;
  t.id = c_.ids.next();
  t.person_id = known.person_id;
  t.from_union_id = from, t.to_union_id = to;
  const UnionPlace *old_side = c_.library.unions.by_id(from), *new_side = c_.library.unions.by_id(to);
  if (const UnionPlace* place = from ? old_side : new_side) t.union_path = place->path;
  if (new_side) t.to_path = new_side->path;
  bool is_released = origin == "out_only";  // the old side has told its half
  t.state = is_released ? members::TransferState::released : members::TransferState::open;
  t.turn_path = is_released ? t.to_path : t.union_path;
  t.requested_on = *row.day;
  t.origin = origin;
  t.asked_at = c_.now;
  t.import_id = c_.job_id;
  writes.transfers.push_back(std::move(t));
  row.verdict.settle(Outcome::pending);
  row.verdict.change = "生成转会申请，会籍暂不变动";
}

void PersonJudge::apply_join(PersonRow& row, KnownPerson* known, const UnionPlace& place) {
  members::StandingState state;
  if (known) state = {known->standing != Standing::none, known->standing, known->union_id};
  switch (members::judge_event(state, EventKind::join, place.id)) {
    case members::EventVerdict::already_member:
      row.verdict.add("join_of_active_same_union");
      row.verdict.settle(Outcome::rejected);
      return;
    case members::EventVerdict::becomes_transfer:
      row.verdict.add(transfer_reason(row, *known));
      return add_transfer(row, *known, known->union_id, place.id, "join_of_active");
    case members::EventVerdict::becomes_restore:
      row.verdict.add("join_of_kept_becomes_restore");
      set_standing(row, *known, EventKind::restore, Standing::active, place, *row.day, false);
      row.verdict.change = "恢复会籍";
      return;
    default:
      break;
  }
  if (known && known->claimed_elsewhere) {
    row.verdict.add("in_other_county", Field::identity_number);
    row.verdict.settle(Outcome::rejected);
    return;
  }
  if (!known) {
    known = &make_person(row, place, Standing::none);
    note_phone(row);
  }
  check_new_form_flag(row);
  set_standing(row, *known, EventKind::join, Standing::active, place, *row.day, false);
  row.verdict.change = "新入会：" + place.name;
}

void PersonJudge::apply_transfer_in(PersonRow& row, KnownPerson* known, const UnionPlace& place) {
  int count = 0;
  const UnionPlace* other = c_.library.unions.by_name(row.other_union_key, count);
  if (!other) {  // from outside the federation
    if (known && members::is_counted(known->standing)) {
      bool same = known->union_id == place.id;
      row.verdict.add(same ? "join_of_active_same_union" : transfer_reason(row, *known));
      if (same)
        row.verdict.settle(Outcome::rejected);
      else
        add_transfer(row, *known, known->union_id, place.id, "join_of_active");
      return;
    }
    if (!known) {
      known = &make_person(row, place, Standing::none);
      note_phone(row);
    }
    set_standing(row, *known, EventKind::transfer_in, Standing::active, place, *row.day, false);
    row.verdict.change = "从外地转入：" + place.name;
    return;
  }
  if (!known || !members::is_counted(known->standing)) {
    row.verdict.add(known && known->standing != Standing::none ? "event_not_active"
                                                               : "event_of_unknown_person");
    row.verdict.settle(Outcome::rejected);
    return;
  }
  bool has_half = has_other_half(*changes_, row.identity_index.bytes, false, place.id, other->id);
  for (const auto& t : open_transfers_[known->person_id])
    if (t.origin == "out_only" && t.to_union_id == place.id) {
      has_half = true;
      writes.closed_transfers.push_back(t.id);
    }
  if (!has_half) {
    row.verdict.add("transfer_inside_in_only");
    return add_transfer(row, *known, other->id, place.id, "in_only");
  }
  set_standing(row, *known, EventKind::transfer_in, Standing::active, place, *row.day, false);
  writes.events.back().other_union_id = other->id;
  row.verdict.change = "转会：" + other->name + " → " + place.name;
}

void PersonJudge::apply_transfer_out(PersonRow& row, KnownPerson* known, const UnionPlace& place) {
  int count = 0;
  const UnionPlace* other = c_.library.unions.by_name(row.other_union_key, count);
  if (!other) return apply_leaving(row, known, EventKind::transfer_out);
  if (!known || !members::is_counted(known->standing))
    return apply_leaving(row, known, EventKind::transfer_out);
  bool has_half = has_other_half(*changes_, row.identity_index.bytes, true, place.id, other->id);
  const members::TransferRequest* waiting = nullptr;
  for (const auto& t : open_transfers_[known->person_id])
    if (t.origin == "in_only" && t.to_union_id == other->id) waiting = &t;
  if (!has_half && !waiting) {
    row.verdict.add("transfer_inside_out_only");
    return add_transfer(row, *known, place.id, other->id, "out_only");
  }
  if (waiting) {  // the other side reported first: both halves are there now
    writes.closed_transfers.push_back(waiting->id);
    set_standing(row, *known, EventKind::transfer_in, Standing::active, *other, *row.day, false);
    writes.events.back().other_union_id = place.id;
    return;
  }
  // The standing moves when the other half comes; here only the report is kept.
  members::StandingEvent e;
  e.realm_id = c_.realm_id;
  e.id = c_.ids.next();
  e.person_id = known->person_id;
  e.kind = EventKind::transfer_out;
  e.happened_on = *row.day;
  e.reason = row.event_reason;
  e.union_id = place.id, e.other_union_id = other->id;
  e.other_union_name = other->name;
  e.prior_standing = known->standing, e.prior_union_id = known->union_id;
  e.prior_joined_on = known->joined_on, e.prior_category = e.category = known->category;
  e.import_id = c_.job_id;
  e.recorded_at = c_.now;
  writes.events.push_back(std::move(e));
  known->is_changed = true;
  note(row, known->person_id, place);
  row.verdict.change = "转会：" + place.name + " → " + other->name;
}

void PersonJudge::apply_leaving(PersonRow& row, KnownPerson* known, EventKind kind) {
  members::StandingState state;
  if (known) state = {known->standing != Standing::none, known->standing, known->union_id};
  auto verdict = members::judge_event(state, kind, state.union_id);
  const UnionPlace* place = known ? c_.library.unions.by_id(known->union_id) : nullptr;
  if (verdict != members::EventVerdict::apply || !place) {
    bool unknown = verdict == members::EventVerdict::unknown_person || !known;
    row.verdict.add(unknown ? "event_of_unknown_person" : "event_not_active");
    row.verdict.settle(Outcome::rejected);
    return;
  }
  set_standing(row, *known, kind, members::standing_after(kind), *place, *row.day, false);
  row.verdict.change = std::string(record::label_of(kind));
}

void PersonJudge::judge_change(PersonRow& row) {
  if (row.verdict.outcome != Outcome::accepted) return;
  bool is_correction = false;
  auto kind = event_kind_from(row.event_text, is_correction);
  const UnionPlace* place = union_of(row);
  if (!kind || !place || !row.day) return;  // told when the row was staged, or by union_of
  if (row.identity.born_on && age_on(*row.identity.born_on, *row.day) < kYoungestAge) {
    row.verdict.add("under16", Field::identity_number);
    row.verdict.settle(Outcome::rejected);
    return;
  }
  KnownPerson* known = desk_.find(row.identity_index);
  bool elsewhere = known && known->claimed_elsewhere;
  if (known && known->person_id == 0 && !elsewhere) known = nullptr;
  if (known && known->person_id && was_reported(row, *kind, *place, known)) return;
  if (elsewhere && known->person_id == 0) {
    row.verdict.add("in_other_county", Field::identity_number);
    row.verdict.settle(Outcome::rejected);
    return;
  }
  row.verdict.settle(Outcome::accepted);
  switch (*kind) {
    case EventKind::join:
      apply_join(row, known, *place);
      break;
    case EventKind::transfer_in:
      apply_transfer_in(row, known, *place);
      break;
    case EventKind::transfer_out:
      apply_transfer_out(row, known, *place);
      break;
    default:
      apply_leaving(row, known, *kind);
  }
  if (row.verdict.outcome != Outcome::accepted && row.verdict.outcome != Outcome::pending) return;
  auto key = change_key(row.identity_index, record::word_of(*kind), row.day->iso(), place->id);
  if (reported_.insert(key).second) told_by_chunk_.push_back(key);
}

}  // namespace niangjia::census
