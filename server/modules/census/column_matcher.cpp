#include "modules/census/column_matcher.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "base/text.h"
#include "modules/census/item_columns.h"

namespace niangjia::census {

namespace {

struct Synonym {
  Field field;
  int rank;  // place in the list of the field
};
using SynonymIndex = std::unordered_map<std::string_view, std::vector<Synonym>>;

SynonymIndex index_of_kind(const KindInfo& info) {
  SynonymIndex index;
  for (const std::vector<Field>* list : {&info.required, &info.optional}) {
    for (Field field : *list) {
      int rank = 0;
      // A column 时间 is the clock only beside a column that is the day: after every word of given_at.
      if (field == Field::given_clock) rank = 60;
      for (std::string_view word : info_of(field).synonyms) index[word].push_back({field, rank++});
    }
  }
  return index;
}

const SynonymIndex& synonyms_of(Kind kind) {
  static const std::vector<SynonymIndex> all = [] {
    std::vector<SynonymIndex> made;
    for (int i = 0; i < kKindCount; ++i) made.push_back(index_of_kind(info_of(static_cast<Kind>(i))));
    return made;
  }();
  return all[static_cast<std::size_t>(kind)];
}

// Fields by which one kind is told from the others.
bool is_sign(Kind kind, Field field) {
  using enum Field;
  static const std::map<Kind, std::vector<Field>> signs{
      {Kind::outlets,
       {outlet_name, courier_count, trucker_count, delivery_count, ridehail_count, has_union, planned_form,
        employment_form, cadre_name}},
      {Kind::roster, {name, identity_number, outlet_name, post, entered_on}},
      {Kind::unions,
       {parent_name, union_type, founded_on, approval_number, approved_on, session_number, term_years,
        chair_name, committee_seats, audit_chair_name, women_chair_name, female_members}},
      {Kind::coverage, {covered_unit_name, from_on, to_on, is_main}},
      {Kind::members, {joined_on, Field::standing, union_name, category}},
      {Kind::standing, {event_kind, event_on, event_reason, other_union_name}},
      {Kind::stations, {station_number, station_name, door_note, longitude, datum, opening_hours, kit, kit_column, host_unit, builder, map_listing}},
      {Kind::services, {given_at, service_item, service_amount, receiver_name, count_column}},
  };
  const std::vector<Field>& list = signs.at(kind);
  return std::find(list.begin(), list.end(), field) != list.end();
}

std::string without_numbering(std::string key) {
  std::size_t at = key.find_first_not_of("0123456789");
  if (at == std::string::npos || at == 0) return key;
  if (key[at] == '.') ++at;
  return key.substr(at);
}

std::string without_duty_mark(std::string key) {
  for (std::string_view mark : {"必填", "选填", "必填项", "选填项"}) {
    if (key.ends_with(mark) && key.size() > mark.size()) key.resize(key.size() - mark.size());
    if (key.starts_with(mark) && key.size() > mark.size()) key.erase(0, mark.size());
  }
  return key;
}

// "职工人数" over "女" reads as 职工女: a group's own 数, 人数, 情况 says nothing of its columns.
std::string group_stem(std::string key) {
  for (std::string_view tail : {"人数", "总数", "情况", "信息", "数"}) {
    if (key.ends_with(tail) && key.size() > tail.size()) {
      key.resize(key.size() - tail.size());
      break;
    }
  }
  return key;
}

struct ReadKey {
  std::string text;
  int tier;  // 0: surest
};

// The ways one title may be read, surest first: with its group, by itself, and each side of "/" alone.
std::vector<ReadKey> readings(const HeaderTitle& title) {
  std::vector<ReadKey> keys;
  const std::string own = without_duty_mark(without_numbering(header_key(title.parts.back())));
  if (title.parts.size() > 1) {
    const std::string group = header_key(title.parts[title.parts.size() - 2]);
    keys.push_back({group + own, 0});
    keys.push_back({group_stem(group) + own, 0});
  }
  keys.push_back({own, title.parts.size() > 1 ? 2 : 1});
  if (own.find('/') != std::string::npos) {
    for (const std::string& part : split(own, '/')) {
      if (!part.empty()) keys.push_back({part, 3});
    }
  }
  return keys;
}

struct Bid {
  int rank;
  std::size_t title;
  Field field;
  auto order() const { return std::tuple(rank, title, field); }
};

// A bare 统一社会信用代码 right of the unit's name is the unit's; elsewhere in a list of unions it is the
// union's.
int neighbour_penalty(const Header& header, std::size_t at, Kind kind, Field field) {
  if (kind == Kind::coverage || at == 0) return 0;
  if (field != Field::unit_credit_code && field != Field::union_credit_code) return 0;
  const std::string left = header_key(header.titles[at - 1].parts.back());
  const auto& unit_words = info_of(Field::unit_name).synonyms;
  const bool left_is_unit = std::find(unit_words.begin(), unit_words.end(), left) != unit_words.end();
  return left_is_unit == (field == Field::unit_credit_code) ? 0 : 50;
}

std::vector<Bid> bids_of(const Header& header, Kind kind, const std::map<std::string, Field>& remembered) {
  const SynonymIndex& index = synonyms_of(kind);
  std::vector<Bid> bids;
  for (std::size_t i = 0; i < header.titles.size(); ++i) {
    const auto mapped = remembered.find(header_key(written_title(header.titles[i])));
    if (mapped != remembered.end()) {
      bids.push_back({-1, i, mapped->second});
      continue;
    }
    for (const ReadKey& key : readings(header.titles[i])) {
      const auto found = index.find(key.text);
      if (found == index.end()) continue;
      for (const Synonym& synonym : found->second) {
        const int rank = key.tier * 100 + synonym.rank + neighbour_penalty(header, i, kind, synonym.field);
        bids.push_back({rank, i, synonym.field});
      }
    }
  }
  std::sort(bids.begin(), bids.end(), [](const Bid& a, const Bid& b) { return a.order() < b.order(); });
  return bids;
}

bool carries(const ColumnMatch& match, Field field) {
  return std::find(match.fields.begin(), match.fields.end(), field) != match.fields.end();
}

void weigh(ColumnMatch& match, Kind kind) {
  const KindInfo& info = info_of(kind);
  std::vector<Field> of_many;  // counted: the second √ column is no second sign
  for (const auto& field : match.fields) {
    if (!field) continue;
    if (is_of_many_columns(*field)) {
      const bool is_more = std::find(of_many.begin(), of_many.end(), *field) != of_many.end();
      of_many.push_back(*field);
      if (is_more) {
        ++match.matched, ++match.score;
        continue;
      }
    }
    const bool is_plain = *field == Field::sequence || *field == Field::note;
    const bool is_required =
        std::find(info.required.begin(), info.required.end(), *field) != info.required.end();
    match.matched += is_plain ? 0 : 1;
    match.signs += is_sign(kind, *field) ? 1 : 0;
    match.score += 1 + (is_sign(kind, *field) ? 2 : 0) + (is_required ? 3 : 0);
  }
  match.missing = missing_of(kind, [&](Field field) { return carries(match, field); });
  match.score -= 6 * static_cast<int>(match.missing.size());
}

}  // namespace

std::vector<Field> missing_of(Kind kind, const std::function<bool(Field)>& carried) {
  std::vector<Field> missing;
  for (Field field : info_of(kind).required) {
    const bool is_told_by_number = kind == Kind::services && field == Field::station_name && carried(Field::station_number);
    const bool is_told_by_columns = kind == Kind::services && field == Field::service_item && carried(Field::count_column);
    if (!carried(field) && !is_told_by_number && !is_told_by_columns) missing.push_back(field);
  }
  return missing;
}

std::string written_title(const HeaderTitle& title) {
  std::string text;
  for (const std::string& part : title.parts) text += (text.empty() ? "" : "/") + part;
  return text;
}

ColumnMatch match_columns(const Header& header, Kind kind, const std::map<std::string, Field>& remembered) {
  ColumnMatch match;
  match.fields.resize(header.titles.size());
  for (const Bid& bid : bids_of(header, kind, remembered)) {
    if (match.fields[bid.title] || (carries(match, bid.field) && !is_of_many_columns(bid.field))) continue;
    match.fields[bid.title] = bid.field;
  }
  match_item_columns(header, kind, match.fields);
  weigh(match, kind);
  return match;
}

}  // namespace niangjia::census
