// What the higher union decides, and what its word makes of the union: each approval bears a number that no
// other paper of that body bears.

#include <algorithm>

#include "base/text.h"
#include "modules/founding/step.h"

namespace niangjia::founding {

namespace {

// Numbers given by hand may lie ahead of the counter; so many are passed over at most.
constexpr int kMostTaken = 200;

std::string number_text(const PaperSerial& serial) {
  return serial.word + "〔" + std::to_string(serial.year) + "〕" + std::to_string(serial.serial) + "号";
}

// 柯总工〔2021〕12号 → 柯总工; empty when it is longer than a word is.
std::string word_in(const DocumentNumber& number) {
  constexpr std::size_t longest_word = 10;
  std::string word = number.text.substr(0, number.text.find("〔"));
  return count_characters(word) > longest_word ? "" : word;
}

// The number the office gave; refused when another paper bears it.
Result<std::string> given_number(Step& s, const ApprovalWish& wish, IssuedPaper paper) {
  DocumentNumber number = read_document_number(wish.document_number);
  if (number.year == 0)
    return wrong_field("document_number", "文号应写作“机关代字〔年份〕序号号”，如 柯总工〔2021〕12号");
  paper.number = number.text;
  if (!insert_paper(s.tx, s.permit, paper))
    return wrong_field("document_number", "文号 " + number.text + " 已用在另一份公文上，请核对");
  if (std::string word = word_in(number); !word.empty())
    keep_word(s.tx, s.permit, {paper.realm_id, paper.union_id, number.year, word, 0});
  return number.text;
}

// The next number of the approving body in that year.
Result<std::string> number_for(Step& s, const ApprovalWish& wish, std::string_view word, Date on) {
  IssuedPaper paper{s.row.realm_id, s.row.parent_id, {}, s.row.id, std::string(word), on};
  if (!trim(wish.document_number).empty()) return given_number(s, wish, paper);
  for (int i = 0; i < kMostTaken; ++i) {
    auto serial = next_serial(s.tx, s.row.realm_id, s.row.parent_id, on.year(), trim(wish.word));
    if (!serial) return wrong_field("word", "本级第一次发文，请填写机关代字，如 柯总工");
    paper.number = number_text(*serial);
    if (insert_paper(s.tx, s.permit, paper)) return paper.number;
  }
  return refuse(Code::conflict, "founding.numbers_taken", "本年度的文号已被连续占用，请在“已有文号”中填写。");
}

unions::Union union_of(const FoundingCase& c, const std::vector<NamedUnit>& units) {
  unions::Union u;
  u.name = c.name;
  u.type = c.type;
  u.parent_id = c.parent_id;
  u.township_code = c.township_code;
  u.is_new_form = c.is_new_form;
  u.employees_reported = c.workers;
  u.female_employees_reported = c.women_workers;
  if (!units.empty()) u.unit_id = units.front().row.unit_id;
  if (!units.empty()) u.address = units.front().address;
  return u;
}

// A JSON object of what an approval changes in the union's record.
class Change {
 public:
  void text(std::string_view name, std::string_view value) {
    begin(name);
    append_json_string(out_, value);
  }
  void number(std::string_view name, std::int64_t value) {
    begin(name);
    out_ += std::to_string(value);
  }
  std::string json() const { return out_ + "}"; }

 private:
  void begin(std::string_view name) {
    out_ += out_.size() > 1 ? ",\"" : "\"";
    out_.append(name).append("\":");
  }
  std::string out_ = "{";
};

std::string elected(const std::vector<FoundingPerson>& people, Body body, std::string_view post) {
  for (const FoundingPerson& p : people)
    if (p.is_elected && p.body == body && p.post == post) return p.name;
  return {};
}

// Who was elected, for how long; a by-election changes only the posts it filled.
void tell_elected(Change& change, const FoundingCase& c, const std::vector<FoundingPerson>& people) {
  auto seats = std::count_if(people.begin(), people.end(), [](const FoundingPerson& p) {
    return p.is_elected && p.body == Body::committee;
  });
  bool is_partial = c.kind == CaseKind::by_election;
  constexpr std::pair<Body, std::string_view> kChairs[] = {
      {Body::committee, "chair_name"}, {Body::audit, "audit_chair_name"}, {Body::women, "women_chair_name"}};
  for (const auto& [body, field] : kChairs)
    if (std::string name = elected(people, body, "chair"); !name.empty() || !is_partial)
      change.text(field, name);
  change.number("committee_seats", c.seated + seats);
  if (is_partial) return;
  Date from = c.elected_on.value_or(*c.approved_on);
  change.text("term_from_on", from.iso());
  change.text("term_to_on", years_after(from, static_cast<int>(c.term_years)).plus_days(-1).iso());
  change.number("session_number", c.session_number);
  change.number("term_years", c.term_years);
}

Result<void> cover_units(Step& s) {
  for (const NamedUnit& unit : units_of(s.tx, s.row.realm_id, s.row.id)) {
    unions::UnionCover cover;
    cover.unit_id = unit.row.unit_id;
    cover.is_main = unit.row.is_main;
    cover.employees = unit.row.employees;
    cover.from_on = s.row.approved_on;
    CHECK_OK(unions::cover_unit_in(s.tx, s.house, s.actor, s.row.union_id, cover));
  }
  return {};
}

Result<void> edit(Step& s, const unions::Union& u, const Change& change, unions::ChangeKind kind) {
  CHECK_OK(unions::edit_union_in(s.tx, s.house, s.actor, u.id, u.version, change.json(),
                                 {kind, s.row.approval_number, s.row.opinion}));
  return {};
}

// 工会法 art. 12: a founding stands by the approval; 建会日期 is its day.
Result<void> found(Step& s, const unions::Union& u, Date on) {
  Change change;
  change.text("approval_number", s.row.approval_number);
  change.text("approved_on", on.iso());
  change.text("founded_on", on.iso());
  tell_elected(change, s.row, people_of(s.tx, s.row.realm_id, s.row.id));
  CHECK_OK(edit(s, u, change, unions::ChangeKind::founded));
  return cover_units(s);
}

Result<void> seat(Step& s, const unions::Union& u, unions::ChangeKind kind) {
  Change change;
  tell_elected(change, s.row, people_of(s.tx, s.row.realm_id, s.row.id));
  return edit(s, u, change, kind);
}

Result<void> extend(Step& s, const unions::Union& u) {
  Change change;
  change.text("term_to_on", s.row.term_to_on.value_or(s.today).iso());
  return edit(s, u, change, unions::ChangeKind::extended);
}

// What the word of the higher union makes of the union, by what the case is about.
Result<void> carry_out(Step& s, const unions::Union& u, Date on) {
  const std::string& number = s.row.approval_number;
  switch (s.row.kind) {
    case CaseKind::founding:
      return found(s, u, on);
    case CaseKind::reelection:
      return seat(s, u, unions::ChangeKind::reelected);
    case CaseKind::by_election:
      return seat(s, u, unions::ChangeKind::by_elected);
    case CaseKind::extension:
      return extend(s, u);
    case CaseKind::rename:
      CHECK_OK(
          unions::rename_union_in(s.tx, s.house, s.actor, u.id, {s.row.new_name, on, number, s.row.opinion}));
      return {};
    case CaseKind::resubordination:
      CHECK_OK(unions::move_union_in(s.tx, s.house, s.actor, u.id,
                                     {s.row.to_parent_id, on, number, s.row.opinion}));
      return {};
    case CaseKind::widening:
      return cover_units(s);
  }
  return {};
}

}  // namespace

Result<FoundingCase> approve_preparing(House& house, const Actor& actor, Id id, const ApprovalWish& wish) {
  return take_step(house, actor, id, Act::prepare, {}, [&](Step& s) -> Result<Date> {
    Date on = wish.on.value_or(s.today);
    CHECK_OK(judge_approval_day(on, s.row.requested_on.value_or(on), s.today));
    TRY(s.row.prepare_number, number_for(s, wish, "prepare", on));
    s.row.prepared_on = on;
    auto units = units_of(s.tx, s.row.realm_id, id);
    TRY(unions::Union made, unions::create_union_in(s.tx, s.house, s.actor, union_of(s.row, units)));
    s.row.union_id = made.id;
    return on;
  });
}

Result<FoundingCase> approve(House& house, const Actor& actor, Id id, const ApprovalWish& wish) {
  return take_step(house, actor, id, Act::approve, {}, [&](Step& s) -> Result<Date> {
    Date on = wish.on.value_or(s.today);
    Date asked_on = s.row.reported_on.value_or(s.row.requested_on.value_or(on));
    CHECK_OK(judge_approval_day(on, asked_on, s.today));
    TRY(unions::Union u, union_of_case(s.tx, s.row));
    TRY(s.row.approval_number, number_for(s, wish, "approve", on));
    s.row.approved_on = on;
    CHECK_OK(carry_out(s, u, on));
    return on;
  });
}

}  // namespace niangjia::founding
