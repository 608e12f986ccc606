#pragma once
// What is handed in and how rows go out.

#include "modules/joining/actions.h"

namespace niangjia::joining {

inline constexpr std::array poster_wish_fields{
    id_field<&PosterWish::union_id>("union_id", "接收工会", "uni"),
    field<&PosterWish::campaign>("campaign", "活动名称", {record::kRequired, 40}),
    field<&PosterWish::expires_on>("expires_on", "有效期至"),
};
inline constexpr record::Shape poster_wish_shape{"poster_wish", "", "制作海报", poster_wish_fields};
constexpr const record::Shape& shape_of(const PosterWish*) { return poster_wish_shape; }

}  // namespace niangjia::joining

namespace niangjia::record {
template <>
struct CodeWords<joining::Decision> {
  static constexpr std::array words{CodeWord{"accept", "通过"}, CodeWord{"refuse", "不通过"},
                                    CodeWord{"move", "转办"}};
};
}  // namespace niangjia::record

namespace niangjia::joining {

inline constexpr std::array decision_wish_fields{
    field<&DecisionWish::decision>("decision", "决定", {record::kRequired}),
    field<&DecisionWish::reason>("reason", "意见", {0, 200}),
    id_field<&DecisionWish::union_id>("union_id", "接收工会", "uni"),
};
inline constexpr record::Shape decision_wish_shape{"decision_wish", "", "审批", decision_wish_fields};
constexpr const record::Shape& shape_of(const DecisionWish*) { return decision_wish_shape; }

inline constexpr std::array spot_row_fields{
    field<&SpotRow::row_key>("row_key", "行编号", {record::kRequired, 60}),
    field<&SpotRow::name>("name", "姓名", {0, 50}),
    field<&SpotRow::identity_number>("identity_number", "证件号码", {0, 40}),
    field<&SpotRow::phone>("phone", "手机号码", {0, 40}),
    field<&SpotRow::category>("category", "从业类别", {0, 0, "category"}),
    field<&SpotRow::platform>("platform", "平台（品牌）", {0, 40}),
    field<&SpotRow::joined_on>("joined_on", "入会日期"),
};
inline constexpr record::Shape spot_row_shape{"spot_row", "", "集体入会登记", spot_row_fields};
constexpr const record::Shape& shape_of(const SpotRow*) { return spot_row_shape; }

struct ReasonWish {
  std::string reason;
};
inline constexpr std::array reason_wish_fields{
    field<&ReasonWish::reason>("reason", "原因", {record::kRequired, 100}),
};
inline constexpr record::Shape reason_wish_shape{"reason_wish", "", "原因", reason_wish_fields};
constexpr const record::Shape& shape_of(const ReasonWish*) { return reason_wish_shape; }

struct UnionWish {
  Id union_id = 0;
};
inline constexpr std::array union_wish_fields{
    id_field<&UnionWish::union_id>("union_id", "接收工会", "uni", {record::kRequired}),
};
inline constexpr record::Shape union_wish_shape{"union_wish", "", "接收工会", union_wish_fields};
constexpr const record::Shape& shape_of(const UnionWish*) { return union_wish_shape; }

struct PhoneWish {
  std::string phone;
};
inline constexpr std::array phone_wish_fields{
    field<&PhoneWish::phone>("phone", "手机号码", {record::kRequired | record::kPersonal, 40}),
};
inline constexpr record::Shape phone_wish_shape{"phone_wish", "", "取验证码", phone_wish_fields};
constexpr const record::Shape& shape_of(const PhoneWish*) { return phone_wish_shape; }

std::string quoted(std::string_view text);
std::string poster_json(House& house, const Actor& actor, const ListedPoster& p);
// For cadres: masked numbers, how old, what may be done.
std::string application_json(House& house, const Actor& actor, const Application& a,
                             const std::string& union_name);

}  // namespace niangjia::joining
