#pragma once
// Rows about organisations: outlets, unions and covers. Such files are small (a province has some 100,000
// unions) and their rows refer to each other in any order, so a file is judged and written whole, in one
// transaction.

#include "modules/census/person_judge.h"
#include "modules/census/place_gaps.h"
#include "modules/facts/facts.h"

namespace niangjia::census {

// A row as texts by field, kept while the file is read.
struct OrganisationRow {
  std::size_t sheet = 0;
  std::uint32_t row = 0;
  std::int64_t seq = 0;
  std::map<Field, std::string> texts;
  std::map<Field, std::optional<Date>> days;
  std::string sheet_name;
  Verdict verdict;
  std::string text(Field field) const;
  std::optional<Date> day(Field field) const;
};
OrganisationRow read_organisation_row(const RawRow& raw, std::int64_t seq);
bool says_yes(std::string_view text);  // 是, √, 有, 已…; not 否, 未…

struct OrganisationWrites {
  std::vector<employers::Brand> brands;
  std::vector<employers::Employer> units;
  std::vector<employers::Outlet> outlets;
  std::vector<std::pair<employers::Outlet, Instant>> filled_outlets;  // that stood; when they were last changed before
  std::vector<PlaceGap> gaps;
  std::vector<unions::Union> unions;          // parents before children
  std::vector<unions::Union> changed_unions;  // rows that stood before (the root itself)
  std::vector<unions::UnionChange> changes;
  std::vector<unions::UnionCover> covers;
  std::vector<facts::Fact> facts;
  std::vector<JournalRow> journal;
};

class OrganisationJudge {
 public:
  explicit OrganisationJudge(const JudgeContext& context) : c_(context) {}
  // Judges all rows of the file; `tx` answers what stands already.
  Result<void> judge(store::ReadTx& tx, std::vector<OrganisationRow>& rows);
  OrganisationWrites writes;
  std::int64_t segments_wanted = 0;  // numbers of new unions; given out when writing
  void give_segments(std::int64_t first);

 private:
  const UnionPlace* place_outlet(OrganisationRow& row, employers::Outlet& o);  // nothing: outside the scope
  void count_workers(OrganisationRow& row, employers::Outlet& o);
  Id brand_of(OrganisationRow& row, const std::string& trade);
  void describe_outlet(store::ReadTx& tx, OrganisationRow& row, const UnionPlace& place,
                       employers::Outlet& o);
  void settle_outlet(OrganisationRow& row, const employers::Outlet& o);
  void judge_outlet(store::ReadTx& tx, OrganisationRow& row);
  // A row about an outlet that stands: fills its gaps, tells what differs (outlet_gaps.cpp).
  void compare_outlet(store::ReadTx& tx, OrganisationRow& row, const employers::Outlet& placed);
  void describe_place(store::ReadTx& tx, OrganisationRow& row, employers::Outlet& o);
  void judge_union(store::ReadTx& tx, OrganisationRow& row);
  void judge_cover(store::ReadTx& tx, OrganisationRow& row);
  bool union_is_refused(OrganisationRow& row, const unions::Union& u, std::string_view legal_representative);
  void warn_about_union(OrganisationRow& row, unions::Union& u, std::string_view legal_representative);
  unions::Union union_from(OrganisationRow& row);
  void update_root(store::ReadTx& tx, OrganisationRow& row);
  // A unit by code, else by name; made when it does not stand yet. 0: neither name nor code.
  Id unit_for(store::ReadTx& tx, OrganisationRow& row, std::string_view name, std::string_view code_text,
              const UnionPlace& place);
  std::string good_unit_code(OrganisationRow& row, std::string_view text, Field field);
  std::int64_t count_of(OrganisationRow& row, Field field);
  void add_fact(facts::Indicator indicator, std::string_view path, std::string_view township, Date day,
                std::int64_t amount, int category, Id subject);
  void note(std::string_view kind, Id subject, std::string_view path, const OrganisationRow& row);

  const JudgeContext c_;
  std::map<std::string, Id, std::less<>> units_by_code_, units_by_name_;
  std::map<std::string, bool, std::less<>> outlets_seen_;
  std::optional<std::map<Id, employers::Outlet>> standing_outlets_;  // loaded when the first row meets one
  std::set<Id> compared_outlets_;                                    // the first row of an outlet speaks for it
  std::map<std::string, employers::Brand, std::less<>> new_brands_;
  std::map<std::string, std::size_t, std::less<>> new_by_parent_and_name_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> new_by_name_;
  std::map<std::pair<Id, Id>, bool> covers_seen_;
};

}  // namespace niangjia::census
