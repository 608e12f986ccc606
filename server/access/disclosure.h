#pragma once
// What was shown whole or taken out of the house, counted by person and day. Each such act has its row in the journal, and
// in the same transaction a row here and one more in the count of its day: write_journal() is the only way in. The day is
// kept as days since 1970-01-01 in China, so that the migration could count older rows with the same words on both engines.

#include "access/access.h"

namespace niangjia {

// One row of the journal that is a disclosure; who, what and why stand there under the same id.
struct Disclosure {
  Id realm_id = 0, id = 0;
  std::int64_t day = 0;
  Id account_id = 0;  // 0: the person themselves, or the machine's operator
  DisclosureKind kind = DisclosureKind::none;
  std::int64_t row_count = 0;
};
inline constexpr std::array disclosure_fields{
    record::id_field<&Disclosure::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    record::id_field<&Disclosure::id>("id", "编号", "jrn", {record::kKey}),
    record::field<&Disclosure::day>("day", "日期", {record::kHidden}),
    record::id_field<&Disclosure::account_id>("account_id", "账号", "acc"),
    record::field<&Disclosure::kind>("kind", "类型"),
    record::field<&Disclosure::row_count>("row_count", "行数"),
};
inline constexpr record::Shape disclosure_shape{"disclosure", "disclosure", "查看与导出", disclosure_fields};
constexpr const record::Shape& shape_of(const Disclosure*) { return disclosure_shape; }

// Of one account and day. What people take of their own data is not counted: nobody looked at it but they.
struct DisclosureDay {
  Id realm_id = 0;
  std::int64_t day = 0;
  Id account_id = 0;
  std::int64_t reveals = 0, exports = 0, row_count = 0;
};
inline constexpr std::array disclosure_day_fields{
    record::id_field<&DisclosureDay::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    record::field<&DisclosureDay::day>("day", "日期", {record::kKey | record::kHidden}),
    record::id_field<&DisclosureDay::account_id>("account_id", "账号", "acc", {record::kKey}),
    record::field<&DisclosureDay::reveals>("reveals", "查看完整号码次数"),
    record::field<&DisclosureDay::exports>("exports", "导出次数"),
    record::field<&DisclosureDay::row_count>("row_count", "导出行数"),
};
inline constexpr record::Shape disclosure_day_shape{"disclosure_day", "disclosure_day", "每日查看与导出",
                                                    disclosure_day_fields};
constexpr const record::Shape& shape_of(const DisclosureDay*) { return disclosure_day_shape; }

// How many rows left, as the journal's digest of `after` attests them.
std::string taken_rows_text(std::int64_t rows);

namespace access_store {
void count_disclosure(store::WriteTx& tx, const Disclosure& row);
}

}  // namespace niangjia
