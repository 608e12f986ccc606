#include "modules/members/proof.h"

#include "base/text.h"
#include "modules/members/store.h"
#include "modules/parameters/parameters.h"

namespace niangjia::members {

namespace {

class Faults {
 public:
  void add(std::string_view path, std::string sentence) { fields_.push_back({std::string(path), std::move(sentence)}); }
  void need_words(std::string_view path, std::string_view text, std::size_t least, std::string sentence) {
    if (count_characters(trim(text)) < least) add(path, std::move(sentence));
  }
  Result<void> verdict() && {
    if (fields_.empty()) return {};
    Problem p = refuse(Code::invalid, "member.proof_missing",
                       "填写的内容有 " + std::to_string(fields_.size()) + " 处不对，请按提示修改。");
    p.fields = std::move(fields_);
    return p;
  }

 private:
  std::vector<FieldProblem> fields_;
};

void judge_talk(Faults& faults, const StandingChange& c, Date on) {
  if (!c.talked_on)
    faults.add("talked_on", "退会前要与本人谈话，请填谈话日期");
  else if (*c.talked_on > on)
    faults.add("talked_on", "谈话应在退会之前，请核对日期");
  faults.need_words("talked_by", c.talked_by, 2, "请填谈话人的姓名");
  faults.need_words("talk_note", c.talk_note, 4, "请写明谈话情况，至少 4 个字");
}

// The counts of a ballot, each against the one before it.
void judge_votes(Faults& faults, const StandingChange& c, Date on) {
  const auto numerator = parameters::value_on("members.expel_present_numerator", on);
  const auto denominator = parameters::value_on("members.expel_present_denominator", on);
  const auto percent = parameters::value_on("members.expel_agreed_percent", on);
  if (c.due_count < 1)
    faults.add("due_count", "请填委员会应到人数");
  else if (c.present_count < 0 || c.present_count > c.due_count)
    faults.add("present_count", "实到人数不能多于应到人数");
  else if (c.present_count * denominator < c.due_count * numerator)
    faults.add("present_count", "实到人数不足应到的 " + std::to_string(numerator) + "/" + std::to_string(denominator) +
                                    "，会议无效，请重新召开");
  else if (c.agreed_count < 0 || c.agreed_count > c.present_count)
    faults.add("agreed_count", "同意人数不能多于实到人数");
  else if (std::int64_t{c.agreed_count} * 100 <= c.due_count * percent)
    faults.add("agreed_count", "同意人数没有超过应到人数的一半，除名没有通过");
}

void judge_expulsion(Faults& faults, const StandingChange& c, Date on) {
  faults.need_words("group_note", c.group_note, 4, "除名先由工会小组讨论，请写明小组意见，至少 4 个字");
  if (!c.met_on)
    faults.add("met_on", "请填委员会开会的日期");
  else if (*c.met_on > on)
    faults.add("met_on", "委员会会议应在除名之前，请核对日期");
  judge_votes(faults, c, on);
}

constexpr std::size_t kSegment = 4;  // letters of one level of a tree path

}  // namespace

Result<void> judge_proof(const StandingChange& change, Date on) {
  Faults faults;
  if (change.kind == EventKind::leave) judge_talk(faults, change, on);
  if (change.kind == EventKind::expel) judge_expulsion(faults, change, on);
  return std::move(faults).verdict();
}

std::optional<StandingProof> proof_of(const StandingChange& c, const StandingEvent& event,
                                      std::string_view union_path) {
  const bool is_expulsion = c.kind == EventKind::expel;
  if (c.kind != EventKind::leave && !is_expulsion && trim(c.document).empty()) return std::nullopt;
  StandingProof p;
  p.realm_id = event.realm_id;
  p.event_id = event.id;
  p.kind = event.kind;
  p.document = trim(c.document);
  if (c.kind == EventKind::leave) {
    p.talked_on = c.talked_on;
    p.talked_by = trim(c.talked_by);
    p.talk_note = trim(c.talk_note);
  }
  if (!is_expulsion) return p;
  p.group_note = trim(c.group_note);
  p.met_on = c.met_on;
  p.due_count = c.due_count, p.present_count = c.present_count, p.agreed_count = c.agreed_count;
  if (union_path.size() > kSegment) p.report_path = union_path.substr(0, union_path.size() - kSegment);
  return p;
}

std::vector<std::string> proof_lines(const StandingProof& p) {
  std::vector<std::string> lines;
  if (p.talked_on) lines.push_back("谈话：" + p.talked_on->chinese() + "，" + p.talked_by + "，" + p.talk_note);
  if (!p.group_note.empty()) lines.push_back("工会小组意见：" + p.group_note);
  if (p.met_on)
    lines.push_back("委员会：" + p.met_on->chinese() + "，应到 " + std::to_string(p.due_count) + " 人，实到 " +
                    std::to_string(p.present_count) + " 人，同意 " + std::to_string(p.agreed_count) + " 人");
  if (!p.document.empty()) lines.push_back("文号：" + p.document);
  if (p.noted_on) lines.push_back("上级备案：" + p.noted_on->chinese() + "，" + p.noted_by);
  return lines;
}

// --- telling the next higher union ---

Result<StandingProof> note_expulsion(House& house, const Actor& actor, Id event_id) {
  const Instant now = house.clock.now();
  auto absent = [] { return refuse(Code::not_found, "expulsion.not_found", "没有找到这次除名，或它不在您的范围内。"); };
  return house.database.write([&](store::WriteTx& tx) -> Result<StandingProof> {
    auto proof = find_proof(tx, actor.realm_id, event_id);
    if (!proof || proof->report_path.empty()) return absent();
    TRY(Permit permit, allow_seen(actor, "members.change_standing", "members.read",
                                  RowPlace{actor.realm_id, proof->report_path, 0, 0}, +absent));
    proof->noted_on = now.day_in_china();
    proof->noted_by = actor.name;
    if (!mark_noted(tx, permit, *proof))
      return refuse(Code::conflict, "expulsion.noted", "这次除名已经备案，请刷新。");
    write_journal(tx, permit, house.ids.next(), now,
                  {"expulsion", event_id, proof->report_path, {}, record::to_json(*proof, &permit), "除名备案"});
    return *proof;
  });
}

}  // namespace niangjia::members
