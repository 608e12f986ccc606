#pragma once
// A row about a person (roster, members, standing), read and put right: what can be told from the row alone, before the
// library is asked. Made on the import's own thread, outside any transaction, because sealing and indexing cost time.

#include "base/identifiers.h"
#include "modules/census/outcome.h"
#include "modules/members/members.h"

namespace niangjia::census {

struct PersonRow {
  std::size_t sheet = 0;
  std::uint32_t row = 0;
  std::int64_t seq = 0;           // number of the data row in the file, from 1
  Verdict verdict;                // rejected already when the row alone says so
  Identity identity;
  record::Blob identity_index;    // 16 bytes, when the identity is good
  Id person_id = 0;               // 会员编号 of a form for repairs, which has the identity number masked
  std::string name;
  bool name_says_left = false;    // 张三（已离职）
  Phone phone;
  record::Blob phone_index;       // when mobile
  int sex = 0;
  std::string ethnicity, education, politics, note;
  int is_migrant = 0;
  int category = 0;
  std::string category_text;
  std::string platform;
  std::string union_name, other_union_name, union_key, other_union_key;
  std::string outlet_name, outlet_key, post, township_text, brand_text, sheet_name;
  std::optional<Date> day;        // 入职时间, 入会日期 or 会籍变化日期
  std::string standing_text, event_text, event_reason;
  std::string new_form_flag;
};

struct PersonReading {
  const Vault& vault;
  Kind kind;
  Date judged_on;    // births and ages are judged against this day (census day or the day of the event)
  Date as_of;        // 填报时间: nothing later than it can have happened
};

PersonRow read_person_row(const RawRow& raw, std::int64_t seq, const PersonReading& reading);

// How two spellings of one identity number's name compare.
enum class NameMatch { same, variant, different };
NameMatch compare_names(std::string_view first, std::string_view later);

// 张** · 330621********0279, for lists of rows that anybody who may import can see.
std::string masked_title(std::string_view name, std::string_view identity_number);

// A cell as a day, with the reasons date_bad and date_amb. Empty cells say nothing.
std::optional<Date> read_day(const RawRow& raw, Field field, Verdict& verdict);

std::string pack_person_row(const PersonRow& row);      // for the scratch file that sorts standing changes by day
PersonRow unpack_person_row(std::string_view packed);

}  // namespace niangjia::census
