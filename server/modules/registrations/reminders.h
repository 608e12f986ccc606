#pragma once
// The end of a certificate (法人资格证书到期): the chair is told 90 and 30 days before (parameters registrations.notice_first_days and
// notice_second_days), each once for a certificate. A union whose renewal is under way needs no telling.

#include "modules/registrations/registrations.h"

namespace niangjia::registrations {

struct CertificateReminder {
  Id realm_id = 0, registration_id = 0;
  std::int64_t days = 0;  // the stage
  bool is_told = false;   // false: no mobile number of the chair stands in the register
  Instant reminded_at;
};
inline constexpr std::array certificate_reminder_fields{
    id_field<&CertificateReminder::realm_id>("realm_id", "联盟", "rlm", {record::kKey | record::kHidden}),
    id_field<&CertificateReminder::registration_id>("registration_id", "登记", "reg", {record::kKey}),
    field<&CertificateReminder::days>("days", "提前天数", {record::kKey}),
    field<&CertificateReminder::is_told>("is_told", "已发短信"),
    field<&CertificateReminder::reminded_at>("reminded_at", "提醒时间"),
};
inline constexpr record::Shape certificate_reminder_shape{"certificate_reminder", "certificate_reminder", "证书到期提醒",
                                                          certificate_reminder_fields};
constexpr const record::Shape& shape_of(const CertificateReminder*) { return certificate_reminder_shape; }

// Reminds whom it is time to remind; how many were. For the upkeep.
Result<int> remind_certificates(House& house, Id realm_id);

}  // namespace niangjia::registrations
