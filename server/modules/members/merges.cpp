// Two records of one human become one, and can become two again exactly as they were.

#include <algorithm>
#include <array>

#include "base/text.h"
#include "modules/facts/facts.h"
#include "modules/members/actions.h"
#include "modules/members/row_archive.h"
#include "modules/members/store.h"

namespace niangjia::members {

namespace json = boost::json;

namespace {

constexpr std::array hangings{Hanging::work_relation, Hanging::standing_event, Hanging::transfer_request,
                              Hanging::posting};
constexpr std::array hanging_words{"work_relation", "standing_event", "transfer_request", "posting"};

struct Pair {
  Person kept, gone;
};

// Whether the actor may comes first: what keeps two records apart tells something of both.
Result<Permit> may_merge(const Actor& actor, const Person& kept, const Person& gone) {
  CHECK_OK(allow_on(actor, "members.merge", gone));
  return allow_on(actor, "members.merge", kept);
}

Result<Pair> read_pair(store::ReadTx& tx, const Actor& actor, Id keep_id, Id gone_id) {
  if (keep_id == gone_id)
    return refuse(Code::invalid, "merge.same_person", "两条记录是同一条，不能合并，请重新选择。");
  auto kept = find_person(tx, actor.realm_id, keep_id), gone = find_person(tx, actor.realm_id, gone_id);
  if (!kept || !gone) return no_such_member();
  CHECK_OK(may_merge(actor, *kept, *gone));
  if (kept->merged_into_id || gone->merged_into_id)
    return refuse(Code::conflict, "merge.already_merged", "其中一条记录已经并入他人，请刷新后再看。");
  if (kept->standing == Standing::deceased && is_counted(gone->standing))
    return refuse(Code::conflict, "merge.deceased",
                  "保留的记录已登记为已故，另一条却在会，请先核对会籍状态。");
  if (open_transfer_id(tx, *kept) && open_transfer_id(tx, *gone))
    return refuse(Code::conflict, "merge.both_in_transfer",
                  "两条记录各有一件没有办结的转会申请，请先办结或撤回其中一件再合并。");
  return Pair{std::move(*kept), std::move(*gone)};
}

int rank_of(Standing standing) {
  if (is_counted(standing)) return 3;
  if (standing == Standing::retained) return 2;
  return standing == Standing::none ? 0 : 1;
}

// The stronger standing of the two stays; of two active ones the kept one's.
bool takes_over(const Person& kept, const Person& gone) {
  return rank_of(gone.standing) > rank_of(kept.standing);
}

// What the kept record does not know it learns from the other. Not the category: people of it are counted
// already.
Result<bool> fill_gaps(const Vault& vault, const Person& gone, Person& kept) {
  bool filled = false;
  auto take = [&filled](auto& mine, const auto& other, const auto& nothing) {
    if (mine != nothing || other == nothing) return;
    mine = other, filled = true;
  };
  const std::string no_text;
  take(kept.ethnicity, gone.ethnicity, no_text);
  take(kept.education, gone.education, no_text);
  take(kept.politics, gone.politics, no_text);
  take(kept.platform, gone.platform, no_text);
  take(kept.note, gone.note, no_text);
  take(kept.is_migrant, gone.is_migrant, 0);
  if (!kept.phone_index.bytes.empty() || gone.phone_index.bytes.empty()) return filled;
  TRY(std::string phone, unseal_phone(vault, gone));
  seal_phone(vault, kept, phone);
  constexpr int kPhoneProblems = kNoPhone | kPhoneNotMobile | kPhoneShared;
  kept.problems = (kept.problems & ~kPhoneProblems) | (gone.problems & kPhoneProblems);
  return true;
}

Person kept_after(const Person& kept, const Person& gone) {
  Person after = kept;
  if (!takes_over(kept, gone)) return after;
  after.standing = gone.standing;
  after.union_id = gone.union_id;
  after.union_path = gone.union_path;
  after.township_code = gone.township_code;
  after.joined_on = gone.joined_on;
  after.category = gone.category;
  after.problems = (after.problems & ~kNoCategory) | (gone.problems & kNoCategory);
  return after;
}

Person gone_after(const Person& gone, Id kept_id, Instant now) {
  Person after = gone;
  after.standing = Standing::none;
  after.merged_into_id = kept_id;
  after.version = gone.version + 1;
  after.updated_at = now;
  return after;
}

void emit_counter(store::WriteTx& tx, IdMaker& ids, const Person& gone, Date on, int amount, Id merge_id) {
  std::vector<facts::Fact> facts(1);
  facts[0].realm_id = gone.realm_id;
  facts[0].indicator = static_cast<int>(facts::Indicator::member_net);
  facts[0].union_path = gone.union_path;
  facts[0].happened_on = on;
  facts[0].amount = amount;
  facts[0].category = gone.category;
  facts[0].subject_id = gone.id;
  facts[0].source_id = merge_id;
  facts::emit_facts(tx, ids, facts);
}

bool both_counted(const Pair& pair) {
  return is_counted(pair.kept.standing) && is_counted(pair.gone.standing);
}

json::array archive_claims(store::ReadTx& tx, const Pair& pair) {
  json::array claims;
  for (const Person* p : {&pair.kept, &pair.gone}) {
    if (p->identity_index.bytes.empty()) continue;
    auto claim = find_claim(tx, p->identity_index);
    if (claim && claim->realm_id == p->realm_id && claim->person_id == p->id)
      claims.emplace_back(archive_row(standing_claim_shape, &*claim));
  }
  return claims;
}

// Everything that is touched, as it was.
json::object archive_of(store::ReadTx& tx, const Pair& pair, const Person& kept_after) {
  json::object out;
  out["kept"] = archive_row(person_shape, &pair.kept);
  out["gone"] = archive_row(person_shape, &pair.gone);
  out["takes_over"] = takes_over(pair.kept, pair.gone);
  out["kept_changed"] = kept_after.version != pair.kept.version;
  out["claims"] = archive_claims(tx, pair);
  for (std::size_t i = 0; i < hangings.size(); ++i) {
    json::array ids;
    for (Id id : ids_hanging_on(tx, hangings[i], pair.gone.realm_id, pair.gone.id)) ids.emplace_back(id);
    out[hanging_words[i]] = std::move(ids);
  }
  return out;
}

std::vector<Id> ids_of(const json::object& archive, std::string_view word) {
  std::vector<Id> ids;
  const json::value* kept = archive.if_contains(json::string_view(word.data(), word.size()));
  if (!kept) return ids;  // a merge from before such rows were known
  for (const auto& id : kept->get_array()) ids.push_back(id.get_int64());
  return ids;
}

void move_hanging(store::WriteTx& tx, const json::object& archive, Id realm_id, Id from_id, Id to_id) {
  for (std::size_t i = 0; i < hangings.size(); ++i)
    hang_on(tx, hangings[i], realm_id, from_id, to_id, ids_of(archive, hanging_words[i]));
}

Result<Person> learn(House& house, const Pair& pair, Instant now) {
  Person after = kept_after(pair.kept, pair.gone);
  TRY(bool filled, fill_gaps(house.vault, pair.gone, after));
  if (!filled && !takes_over(pair.kept, pair.gone)) return after;
  after.version = pair.kept.version + 1;
  after.updated_at = now;
  return after;
}

Result<void> write_merged(store::WriteTx& tx, const Pair& pair, const Person& kept, Instant now) {
  Person gone = gone_after(pair.gone, pair.kept.id, now);
  if (kept.version != pair.kept.version && !update_person(tx, kept, pair.kept.version))
    return changed_meanwhile();
  if (!update_person(tx, gone, pair.gone.version)) return changed_meanwhile();
  if (is_counted(pair.gone.standing)) drop_claim(tx, pair.gone);
  if (!settle_claim(tx, pair.kept.standing, kept))
    return refuse(Code::conflict, "member.active_elsewhere",
                  "保留的证件号码在其他县（市、区）已在会，请先办理转会。");
  return {};
}

}  // namespace

Result<PersonMerge> merge_people(House& house, const Actor& actor, Id keep_id, Id gone_id) {
  Instant now = house.clock.now();
  return house.database.write([&](store::WriteTx& tx) -> Result<PersonMerge> {
    TRY(Pair pair, read_pair(tx, actor, keep_id, gone_id));
    TRY(Permit permit, may_merge(actor, pair.kept, pair.gone));
    PersonMerge merge{actor.realm_id, house.ids.next(), keep_id, gone_id, {}, now, std::nullopt};
    TRY(Person kept, learn(house, pair, now));
    json::object archive = archive_of(tx, pair, kept);
    CHECK_OK(write_merged(tx, pair, kept, now));
    move_hanging(tx, archive, actor.realm_id, gone_id, keep_id);
    archive["pairs"] = settle_pair(tx, actor.realm_id, keep_id, gone_id, "open", "merged");
    if (both_counted(pair)) emit_counter(tx, house.ids, pair.gone, now.day_in_china(), -1, merge.id);
    merge.before_json = json::serialize(archive);
    tx.insert(merge);
    write_journal(tx, permit, house.ids.next(), now,
                  {"merge", merge.id, pair.kept.union_path, merge.before_json, record::to_json(merge), {}});
    return merge;
  });
}

// --- undoing ---

namespace {

struct Undoing {
  PersonMerge merge;
  json::object archive;
  Pair before, now;
};

Problem no_such_merge() {
  return refuse(Code::not_found, "merge.not_found", "没有找到这次合并，或它不在您的范围内。");
}

Result<Undoing> read_undoing(store::ReadTx& tx, Id realm_id, Id merge_id) {
  auto merge = find_merge(tx, realm_id, merge_id);
  if (!merge) return no_such_merge();
  if (merge->before_json.empty())
    return refuse(Code::conflict, "merge.erased", "本人已注销个人信息，合并前的内容已销毁，不能再撤销。");
  auto kept = find_person(tx, realm_id, merge->kept_id), gone = find_person(tx, realm_id, merge->gone_id);
  if (!kept || !gone) return no_such_member();
  Undoing undoing{
      *merge, json::parse(merge->before_json).as_object(), {}, {std::move(*kept), std::move(*gone)}};
  if (!restore_row(person_shape, &undoing.before.kept, undoing.archive.at("kept")) ||
      !restore_row(person_shape, &undoing.before.gone, undoing.archive.at("gone")))
    return bug("archive of merge " + std::to_string(merge_id) + " does not fit the table");
  return undoing;
}

Result<Permit> may_undo(const Actor& actor, const Undoing& u) {
  auto permit = may_merge(actor, u.now.kept, u.before.gone);
  if (!permit.ok() && permit.problem().code == Code::not_found) return no_such_merge();
  return permit;
}

bool kept_changed(const Undoing& u) {
  const json::value* told =
      u.archive.if_contains("kept_changed");  // merges before this was kept changed it by taking over only
  return told ? told->as_bool() : u.archive.at("takes_over").as_bool();
}
bool is_as_merged(const Undoing& u) {
  return u.now.kept.version == u.before.kept.version + (kept_changed(u) ? 1 : 0);
}

// A transfer of the standing that was taken over, asked for since: put back, nobody could release or take it any more.
bool has_asked_since(store::ReadTx& tx, const Undoing& u) {
  const auto open = open_transfer_id(tx, u.now.kept);
  const auto came_along = ids_of(u.archive, "transfer_request");
  return open && std::find(came_along.begin(), came_along.end(), *open) == came_along.end();
}

// What happened to the kept record since must not be lost by putting it back.
Result<void> check_untouched(store::ReadTx& tx, const Undoing& u) {
  bool took_over = u.archive.at("takes_over").as_bool();
  if (u.now.gone.merged_into_id != u.merge.kept_id || u.now.gone.version != u.before.gone.version + 1 ||
      u.now.kept.merged_into_id)
    return refuse(Code::conflict, "merge.merged_again",
                  "合并后的记录又参加了别的合并，请先撤销后来的那一次。");
  bool moved = u.now.kept.union_path != (took_over ? u.before.gone : u.before.kept).union_path;
  if ((took_over && !is_as_merged(u)) || moved)
    return refuse(Code::conflict, "merge.changed_since",
                  "合并之后这名会员又有新的变动，不能再撤销；请逐项更正。");
  if (took_over && has_asked_since(tx, u))
    return refuse(Code::conflict, "merge.transfer_since",
                  "合并之后又为这名会员提了转会申请，请先办结或撤回，再撤销合并。");
  return {};
}

Result<void> put_back(store::WriteTx& tx, const Undoing& u) {
  if (u.archive.at("takes_over").as_bool()) drop_claim(tx, u.now.kept);
  // Edited since: the clerk has seen what was learnt, and it stays.
  if (kept_changed(u) && is_as_merged(u)) tx.update(u.before.kept);
  tx.update(u.before.gone);
  for (const auto& cells : u.archive.at("claims").as_array()) {
    StandingClaim claim;
    restore_row(standing_claim_shape, &claim, cells);
    auto standing = find_claim(tx, claim.identity_index);
    if (standing && standing->person_id == claim.person_id) continue;
    // The kept one may have left since; then the claim is rightly gone.
    if (claim.person_id == u.now.kept.id && !is_counted(u.now.kept.standing)) continue;
    if (!tx.insert_new(claim))
      return refuse(Code::conflict, "member.active_elsewhere",
                    "并入的证件号码已在其他县（市、区）入会，不能撤销合并。");
  }
  move_hanging(tx, u.archive, u.merge.realm_id, u.merge.kept_id, u.merge.gone_id);
  if (u.archive.at("pairs").to_number<std::int64_t>() > 0)
    settle_pair(tx, u.merge.realm_id, u.merge.kept_id, u.merge.gone_id, "merged", "open");
  return {};
}

}  // namespace

Result<PersonMerge> undo_merge(House& house, const Actor& actor, Id merge_id, std::string_view reason) {
  Instant now = house.clock.now();
  return house.database.write([&](store::WriteTx& tx) -> Result<PersonMerge> {
    TRY(Undoing undoing, read_undoing(tx, actor.realm_id, merge_id));
    TRY(Permit permit, may_undo(actor, undoing));
    if (undoing.merge.undone_at) return refuse(Code::conflict, "merge.undone", "这次合并已经撤销过了。");
    CHECK_OK(check_untouched(tx, undoing));
    if (!mark_undone(tx, actor.realm_id, merge_id, now)) return changed_meanwhile();
    CHECK_OK(put_back(tx, undoing));
    // On the day of the merge, so that every figure since is again what it was.
    if (both_counted(undoing.before))
      emit_counter(tx, house.ids, undoing.before.gone, undoing.merge.at.day_in_china(), 1, merge_id);
    undoing.merge.undone_at = now;
    write_journal(tx, permit, house.ids.next(), now,
                  {"merge", merge_id, undoing.now.kept.union_path, undoing.merge.before_json,
                   record::to_json(undoing.merge), reason});
    return undoing.merge;
  });
}

Result<LikelyDuplicate> find_seen_duplicate(store::ReadTx& tx, const Actor& actor, Id id) {
  auto pair = find_duplicate(tx, actor.realm_id, id);
  if (pair && visible(actor, "members.merge").covers(pair->union_path)) return std::move(*pair);
  return refuse(Code::not_found, "duplicate.not_found", "没有找到这一对疑似重复的记录，或它不在您的范围内。");
}

Result<void> dismiss_duplicate(House& house, const Actor& actor, Id duplicate_id) {
  Instant now = house.clock.now();
  return house.database.write([&](store::WriteTx& tx) -> Result<void> {
    TRY(LikelyDuplicate pair, find_seen_duplicate(tx, actor, duplicate_id));
    TRY(Permit permit, allow(actor, "members.merge", RowPlace{actor.realm_id, pair.union_path, 0, 0}));
    if (!settle_duplicate(tx, actor.realm_id, duplicate_id, "dismissed"))
      return refuse(Code::conflict, "duplicate.settled", "这一对记录已经处理过了，请刷新。");
    write_journal(tx, permit, house.ids.next(), now,
                  {"duplicate", duplicate_id, pair.union_path, "open", "dismissed", {}});
    return {};
  });
}

}  // namespace niangjia::members
