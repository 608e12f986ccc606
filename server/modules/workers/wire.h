#pragma once
// What is handed in, and a person's own record as it goes out.

#include "modules/workers/actions.h"

namespace niangjia::workers {

struct PhoneWish {
  std::string division, phone;
  bool to_rebind = false;  // a code for another phone; else for signing in
};
inline constexpr std::array phone_wish_fields{
    field<&PhoneWish::division>("division", "总工会", {0, 12}),
    field<&PhoneWish::phone>("phone", "手机号码", {record::kRequired, 40}),
    field<&PhoneWish::to_rebind>("to_rebind", "用于更换手机号码"),
};
inline constexpr record::Shape phone_wish_shape{"worker_phone", "", "取验证码", phone_wish_fields};
constexpr const record::Shape& shape_of(const PhoneWish*) { return phone_wish_shape; }

inline constexpr std::array enter_wish_fields{
    field<&EnterWish::division>("division", "总工会", {0, 12}),
    field<&EnterWish::phone>("phone", "手机号码", {record::kRequired, 40}),
    field<&EnterWish::code>("code", "验证码", {record::kRequired, 6}),
    field<&EnterWish::identity_tail>("identity_tail", "证件号码后四位", {0, 4}),
};
inline constexpr record::Shape enter_wish_shape{"worker_enter", "", "登录职工端", enter_wish_fields};
constexpr const record::Shape& shape_of(const EnterWish*) { return enter_wish_shape; }

inline constexpr std::array correction_wish_fields{
    field<&CorrectionWish::name>("name", "姓名", {0, 50}),
    field<&CorrectionWish::phone>("phone", "手机号码", {0, 40}),
    field<&CorrectionWish::category>("category", "从业类别", {0, 0, "category"}),
    field<&CorrectionWish::platform>("platform", "平台（品牌）", {0, 40}),
    field<&CorrectionWish::note>("note", "说明", {0, 200}),
};
inline constexpr record::Shape correction_wish_shape{"worker_correction", "", "更正信息",
                                                     correction_wish_fields};
constexpr const record::Shape& shape_of(const CorrectionWish*) { return correction_wish_shape; }

struct NoteWish {
  std::string note;
};
inline constexpr std::array note_wish_fields{field<&NoteWish::note>("note", "说明", {0, 200})};
inline constexpr record::Shape note_wish_shape{"worker_note", "", "说明", note_wish_fields};
constexpr const record::Shape& shape_of(const NoteWish*) { return note_wish_shape; }

inline constexpr std::array rebind_wish_fields{
    field<&RebindWish::division>("division", "总工会", {0, 12}),
    field<&RebindWish::name>("name", "姓名", {record::kRequired, 50}),
    field<&RebindWish::identity_number>("identity_number", "证件号码", {record::kRequired, 40}),
    field<&RebindWish::phone>("phone", "新手机号码", {record::kRequired, 40}),
    field<&RebindWish::code>("code", "验证码", {record::kRequired, 6}),
};
inline constexpr record::Shape rebind_wish_shape{"worker_rebind", "", "更换手机号码", rebind_wish_fields};
constexpr const record::Shape& shape_of(const RebindWish*) { return rebind_wish_shape; }

struct AnswerWish {
  bool accept = false;
  std::string reason;
};
inline constexpr std::array answer_wish_fields{
    field<&AnswerWish::accept>("accept", "同意", {record::kRequired}),
    field<&AnswerWish::reason>("reason", "答复", {0, 200}),
};
inline constexpr record::Shape answer_wish_shape{"self_answer", "", "答复本人申请", answer_wish_fields};
constexpr const record::Shape& shape_of(const AnswerWish*) { return answer_wish_shape; }

std::string quoted(std::string_view text);
// Everything, in words; what the page shows and what the person takes home.
std::string own_json(const OwnRecord& own, const WorkerSession& current);

}  // namespace niangjia::workers
