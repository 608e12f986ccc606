#pragma once
// What a leaving or an expulsion rests on, kept beside its event. 中国工会章程 art. 6: 退会 is the member's own wish, after a
// talk; art. 7: 开除会籍 is discussed by the group, decided by the committee, and told to the next higher union.

#include "modules/members/actions.h"

namespace niangjia::members {

struct StandingProof {
  Id realm_id = 0, event_id = 0;
  EventKind kind = EventKind::leave;
  std::optional<Date> talked_on;
  std::string talked_by, talk_note, group_note;
  std::optional<Date> met_on;
  int due_count = 0, present_count = 0, agreed_count = 0;
  std::string document;
  std::string report_path;  // of the union that is to take note; empty: nobody is
  std::optional<Date> noted_on;
  std::string noted_by;
};
inline constexpr std::array standing_proof_fields{
    id_field<&StandingProof::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&StandingProof::event_id>("event_id", "会籍变化", "evt", {record::kKey | record::kReadOnly}),
    field<&StandingProof::kind>("kind", "会籍变化类型"),
    field<&StandingProof::talked_on>("talked_on", "谈话日期"),
    field<&StandingProof::talked_by>("talked_by", "谈话人"),
    field<&StandingProof::talk_note>("talk_note", "谈话情况", {record::kPersonal}),
    field<&StandingProof::group_note>("group_note", "工会小组意见", {record::kPersonal}),
    field<&StandingProof::met_on>("met_on", "委员会会议日期"),
    field<&StandingProof::due_count>("due_count", "应到"),
    field<&StandingProof::present_count>("present_count", "实到"),
    field<&StandingProof::agreed_count>("agreed_count", "同意"),
    field<&StandingProof::document>("document", "文号"),
    field<&StandingProof::report_path>("report_path", "备案路径", {record::kHidden}),
    field<&StandingProof::noted_on>("noted_on", "备案日期"),
    field<&StandingProof::noted_by>("noted_by", "备案人"),
};
inline constexpr record::Shape standing_proof_shape{"standing_proof", "standing_proof", "会籍变化依据",
                                                    standing_proof_fields};
constexpr const record::Shape& shape_of(const StandingProof*) { return standing_proof_shape; }

// Everything wrong with what a change rests on, each beside its field; ok for kinds that need nothing.
Result<void> judge_proof(const StandingChange& change, Date on);
// The row of a change that has something to keep; nothing when it has not.
std::optional<StandingProof> proof_of(const StandingChange& change, const StandingEvent& event,
                                      std::string_view union_path);
// As sentences, for the history.
std::vector<std::string> proof_lines(const StandingProof& proof);

std::optional<StandingProof> find_proof(store::ReadTx& tx, Id realm_id, Id event_id);
std::vector<StandingProof> proofs_of(store::ReadTx& tx, Id realm_id, const std::vector<StandingEvent>& events);
// False: somebody took note before.
bool mark_noted(store::WriteTx& tx, const Permit& permit, const StandingProof& proof);

// --- expulsions told to the next higher union ---
struct ToldExpulsion {
  StandingProof proof;
  StandingEvent event;
  std::string name, union_name;
};
struct ExpulsionQuery {
  bool only_open = false;
  Id after_id = 0;
  int limit = 50;
};
std::vector<ToldExpulsion> list_expulsions(store::ReadTx& tx, const Scope& scope, const ExpulsionQuery& query);
Result<StandingProof> note_expulsion(House& house, const Actor& actor, Id event_id);

}  // namespace niangjia::members
