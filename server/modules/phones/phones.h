#pragma once
// A one-time code sent to a phone proves that the person holds it. Limits are this program's own: a code
// lives five minutes and dies after five wrong tries; the next one may be asked for after a minute, ten in a
// day.

#include "access/access.h"

namespace niangjia::phones {

inline constexpr std::int64_t kCodeLife_ms = 5 * 60'000;
inline constexpr std::int64_t kCodePause_ms = 60'000;
inline constexpr int kCodeTries = 5, kCodesADay = 10;

// What a code is for; one sent for one purpose opens no other.
struct CodePurpose {
  std::string_view word;   // "join"
  std::string_view label;  // 申请入会
};
inline constexpr CodePurpose kToJoin{"join", "申请入会"};
inline constexpr CodePurpose kToEnter{"enter", "登录职工端"};
inline constexpr CodePurpose kToRebind{"rebind", "更换手机号码"};

struct CodeWish {
  Id realm_id = 0;
  std::string_view realm_name;
  std::string_view union_path;  // whose outbox shows it
  std::string phone;            // as typed
  CodePurpose purpose = kToJoin;
};
// Posts the code into the outbox. Refusals: input.invalid (phone), code.too_soon, code.too_many.
Result<void> send_phone_code(House& house, const CodeWish& wish);

enum class CodeVerdict { ok, none, expired, wrong, too_many_tries, used };
// Judges a code: a right one is used up, a wrong try is counted. Both in the caller's transaction, which
// commits whatever the verdict is: a guess that is rolled back would be a guess for nothing.
CodeVerdict take_phone_code(store::WriteTx& tx, House& house, Id realm_id, std::string_view phone,
                            CodePurpose purpose, std::string_view code);
Problem code_refused(CodeVerdict verdict);
// Codes that ran out; for the upkeep.
std::int64_t forget_codes(store::WriteTx& tx, Id realm_id, Instant now);

struct PhoneCode {
  Id realm_id = 0;
  record::Blob phone_index;
  std::string purpose;
  record::Blob code_digest;
  Instant sent_at, expires_at;
  std::int64_t tries = 0;
  Date day;
  std::int64_t sent_that_day = 0;
};
using record::field;
using record::id_field;
inline constexpr std::array phone_code_fields{
    id_field<&PhoneCode::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    field<&PhoneCode::phone_index>("phone_index", "电话索引", {record::kKey | record::kHidden}),
    field<&PhoneCode::purpose>("purpose", "用途", {record::kKey}),
    field<&PhoneCode::code_digest>("code_digest", "验证码摘要", {record::kHidden}),
    field<&PhoneCode::sent_at>("sent_at", "发送时间"),
    field<&PhoneCode::expires_at>("expires_at", "失效时间"),
    field<&PhoneCode::tries>("tries", "已试次数"),
    field<&PhoneCode::day>("day", "日期"),
    field<&PhoneCode::sent_that_day>("sent_that_day", "当日已发"),
};
inline constexpr record::Shape phone_code_shape{"phone_code", "phone_code", "手机验证码", phone_code_fields};
constexpr const record::Shape& shape_of(const PhoneCode*) { return phone_code_shape; }

}  // namespace niangjia::phones
