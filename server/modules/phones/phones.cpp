#include "modules/phones/phones.h"

#include "access/list_question.h"
#include "base/identifiers.h"
#include "modules/notices/notices.h"
#include "modules/phones/store.h"

namespace niangjia::phones {

namespace {

record::Blob index_of(const Vault& vault, std::string_view phone) {
  return {vault.blind_index("phone_code", phone)};
}

// Keyed, so that a stolen database does not give the code away to a million guesses.
record::Blob digest_of(const Vault& vault, const record::Blob& index, CodePurpose purpose,
                       std::string_view code) {
  return {vault.blind_index("phone_code_value", index.bytes + std::string(purpose.word) + std::string(code))};
}

std::string six_digits() {
  // 2^32 is no multiple of 10^6; the bias of one in four thousand helps nobody with five tries.
  std::string bytes = random_bytes(4);
  std::uint32_t n = 0;
  for (unsigned char b : bytes) n = n << 8 | b;
  std::string text = std::to_string(n % 1'000'000);
  return std::string(6 - text.size(), '0') + text;
}

Result<void> may_send(const std::optional<PhoneCode>& before, Instant now) {
  if (!before) return {};
  if (now.ms < before->sent_at.ms + kCodePause_ms && now >= before->sent_at)
    return refuse(Code::too_many, "code.too_soon", "验证码刚刚发出，请 1 分钟后再取。");
  if (before->day == now.day_in_china() && before->sent_that_day >= kCodesADay)
    return refuse(Code::too_many, "code.too_many",
                  "今天取验证码的次数已满，请明天再试，或请工会干部代为登记。");
  return {};
}

}  // namespace

Result<void> send_phone_code(House& house, const CodeWish& wish) {
  Phone phone = read_phone(wish.phone);
  if (phone.verdict != PhoneVerdict::mobile) return wrong_field("phone", "请填写 11 位手机号码");
  const record::Blob index = index_of(house.vault, phone.number);
  const std::string code = six_digits();
  Instant now = house.clock.now();
  auto sent = house.database.write([&](store::WriteTx& tx) -> Result<bool> {
    auto before = find_code(tx, wish.realm_id, index, wish.purpose.word);
    CHECK_OK(may_send(before, now));
    Date today = now.day_in_china();
    PhoneCode row{wish.realm_id, index, std::string(wish.purpose.word)};
    row.code_digest = digest_of(house.vault, index, wish.purpose, code);
    row.sent_at = now;
    row.expires_at = Instant{now.ms + kCodeLife_ms};
    row.day = today;
    row.sent_that_day = 1 + (before && before->day == today ? before->sent_that_day : 0);
    if (!put_code(tx, row, before))
      return refuse(Code::too_many, "code.too_soon", "验证码刚刚发出，请 1 分钟后再取。");
    notices::NoticeWish notice{
        wish.realm_id, "phone_code", wish.union_path, "phone_code", 0, phone.number, {}};
    notice.values = {{"realm", std::string(wish.realm_name)},
                     {"code", code},
                     {"minutes", std::to_string(kCodeLife_ms / 60'000)},
                     {"purpose", std::string(wish.purpose.label)}};
    notices::post_notice(tx, house, notice);
    return true;
  });
  if (!sent.ok()) return sent.problem();
  return {};
}

namespace {

CodeVerdict judge_code(const PhoneCode& row, const record::Blob& digest, Instant now) {
  if (row.tries >= kUsedUp) return CodeVerdict::used;
  if (row.tries >= kCodeTries) return CodeVerdict::too_many_tries;
  if (now > row.expires_at) return CodeVerdict::expired;
  return equal_in_constant_time(row.code_digest.bytes, digest.bytes) ? CodeVerdict::ok : CodeVerdict::wrong;
}

}  // namespace

CodeVerdict take_phone_code(store::WriteTx& tx, House& house, Id realm_id, std::string_view phone,
                            CodePurpose purpose, std::string_view code) {
  const record::Blob index = index_of(house.vault, phone);
  auto row = find_code(tx, realm_id, index, purpose.word);
  if (!row) return CodeVerdict::none;
  CodeVerdict verdict = judge_code(*row, digest_of(house.vault, index, purpose, code), house.clock.now());
  if (verdict == CodeVerdict::wrong) set_tries(tx, *row, row->tries + 1);
  if (verdict == CodeVerdict::ok && !set_tries(tx, *row, kUsedUp)) return CodeVerdict::used;
  return verdict;
}

Problem code_refused(CodeVerdict verdict) {
  switch (verdict) {
    case CodeVerdict::expired:
      return wrong_field("code", "验证码已过期，请重新获取");
    case CodeVerdict::too_many_tries:
      return wrong_field("code", "验证码输错次数过多，请重新获取");
    case CodeVerdict::used:
      return wrong_field("code", "验证码已用过，请重新获取");
    case CodeVerdict::none:
      return wrong_field("code", "请先获取验证码");
    default:
      return wrong_field("code", "验证码不对，请核对短信");
  }
}

}  // namespace niangjia::phones
