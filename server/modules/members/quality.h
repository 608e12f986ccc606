#pragma once
// 数据合格率 (d1: 合格会员 ÷ 在会会员): of the members of each union, how many have a record with nothing left to repair.
// After the 2012 Beijing notice a member whose record is 不合格 cannot be served and does not count at the year's end, so a
// union must see what is missing and have it repaired.

#include "modules/members/store.h"

namespace niangjia::members {

// What makes a record 不合格. A telephone that two people share is told and not held against them: couples share one.
// Numbers of identity are checked when they are entered, and the database holds each only once, so none can be wrong here.
inline constexpr int kDisqualifying = kNoPhone | kPhoneNotMobile | kNoCategory | kNoJoinDate;
inline constexpr int kNoMobile = kNoPhone | kPhoneNotMobile;

inline constexpr std::string_view kQualityDefinition =
    "数据合格率＝合格会员÷在会会员。在会会员含转出中的会员，不含保留会籍。手机号、就业形态类别（登记时要求填的）、入会日期都不缺的"
    "为合格会员；证件号码在登记时已校验，错的、重复的进不了库。手机号与他人相同只作提示，不影响合格。比率只舍不入。";

struct UnionQuality {
  Id id = 0;  // of the union
  std::string name;
  std::int64_t members = 0, qualified = 0, unqualified = 0;
  std::string share;  // "96.15%"
  std::int64_t no_phone = 0, phone_not_mobile = 0, no_category = 0, no_join_date = 0, phone_shared = 0;
  std::string township_code;
};
inline constexpr std::array union_quality_fields{
    id_field<&UnionQuality::id>("id", "编号", "uni", {record::kReadOnly}),
    field<&UnionQuality::name>("name", "工会名称", {record::kReadOnly}),
    field<&UnionQuality::share>("share", "数据合格率", {record::kReadOnly}),
    field<&UnionQuality::qualified>("qualified", "合格会员", {record::kReadOnly}),
    field<&UnionQuality::members>("members", "在会会员", {record::kReadOnly}),
    field<&UnionQuality::unqualified>("unqualified", "不合格", {record::kReadOnly}),
    field<&UnionQuality::no_phone>("no_phone", "没有联系电话", {record::kReadOnly}),
    field<&UnionQuality::phone_not_mobile>("phone_not_mobile", "联系电话不是手机号", {record::kReadOnly}),
    field<&UnionQuality::no_category>("no_category", "没有就业形态类别", {record::kReadOnly}),
    field<&UnionQuality::no_join_date>("no_join_date", "没有入会日期", {record::kReadOnly}),
    field<&UnionQuality::phone_shared>("phone_shared", "手机号与他人相同", {record::kReadOnly}),
    field<&UnionQuality::township_code>("township_code", "镇街代码", {record::kReadOnly, 12, "township"}),
};
inline constexpr record::Shape union_quality_shape{"union_quality", "", "数据合格率", union_quality_fields};
constexpr const record::Shape& shape_of(const UnionQuality*) { return union_quality_shape; }

// --- rules, without a database ---
// Hundredths of a percent, cut and not rounded: 99.996 is not a hundred. Of nobody: a hundred.
std::int64_t share_of(std::int64_t qualified, std::int64_t members);
std::string share_text(std::int64_t qualified, std::int64_t members);
// The lowest share first; of two alike the one with more to repair, then by id.
struct QualityPlace {
  std::int64_t share = 0, unqualified = 0;
  Id id = 0;
};
QualityPlace place_of(const UnionQuality& union_row);
bool stands_before(const QualityPlace& a, const QualityPlace& b);
void sort_worst_first(std::vector<UnionQuality>& unions);
UnionQuality sum_of(const std::vector<UnionQuality>& unions);  // named 合计

// --- store ---
// Every union of the scope that has members, at or below a path (empty: anywhere), in no order.
std::vector<UnionQuality> quality_of_unions(store::ReadTx& tx, const Scope& scope, const std::string& under_path);
// Person::problems as it is now: with kNoJoinDate and, when asked for, kPhoneShared, which are read off the rows and not
// kept. The latter costs a look into an index for each.
void tell_problems(store::ReadTx& tx, Id realm_id, std::vector<Person>& people, bool with_shared);

// --- what the address of the page asks ---
struct QualityQuestion {
  std::string under_path, township_code, words;
  bool is_below = false;  // only those below the share the county asks for
  std::optional<QualityPlace> after;
};
// Those asked for, the worst first; not yet cut to a page.
std::vector<UnionQuality> asked_of(std::vector<UnionQuality> all, const QualityQuestion& question,
                                   std::int64_t least_percent);

}  // namespace niangjia::members
