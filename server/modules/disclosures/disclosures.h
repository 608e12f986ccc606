#pragma once
// What cadres looked at and took out, by person and day, and the single entries behind a day.

#include "access/disclosure.h"
#include "access/journal.h"
#include "access/list_question.h"

namespace niangjia::disclosures {

inline constexpr std::string_view kSee = "journal.disclosures";
inline constexpr int kMostDays = 366;  // of one question

// The dated limits of a span of days (data/parameters.tsv); a day above one of them is unusual.
struct Limits {
  Date from, to;
  std::int64_t reveals = 0, exports = 0, rows = 0;
};
// In order, without a gap, together from..to.
std::vector<Limits> limits_of(Date from, Date to);
// What is unusual of a day, in words; empty: nothing.
std::string unusual_words(const DisclosureDay& day, const Limits& limits);

enum class DaySort { day, reveals, exports, rows, person, at_union };
struct DayFilter {
  Date from, to;
  Id account_id = 0;
  std::string words;       // part of a name or login
  bool at_unions = false;          // only of who holds or held a role at or below one of these
  std::vector<std::string> paths;
  bool only_unusual = false;
  DaySort sort = DaySort::day;
  bool descends = true;
};
struct ListedDay {
  DisclosureDay row;
  std::string name, login, seat, union_name;  // seat: the path of the highest union where a role is or was held
  Date day() const { return Date::from_days(static_cast<std::int32_t>(row.day)); }
};
// Where the next page begins: the last row seen. Nothing: from the beginning.
struct DayCursor {
  std::string value;  // of the sorted column
  std::int64_t day = 0;
  Id account_id = 0;
};
struct Entry {
  JournalRow row;
  DisclosureKind kind = DisclosureKind::none;
  std::int64_t row_count = 0;
  std::string union_name;
};

// The number as people copy it from a page: blanks, capitals, O for 0, with or without its prefix.
std::optional<Id> read_number(std::string_view written);
// from, to (31 days when not told), account, q (name or login), union, at (words of a union's name), unusual=1, sort.
Result<DayFilter> filter_of(store::ReadTx& tx, const Scope& scope, const Query& query, Date today);

Result<std::string> days_page(House& house, const Actor& actor, const Query& query);
Result<std::string> entries_page(House& house, const Actor& actor, const Query& query);
Result<std::string> entry_of(House& house, const Actor& actor, std::string_view number);
Result<std::string> export_days(House& house, const Actor& actor, const Query& query);

}  // namespace niangjia::disclosures
