#pragma once
// What is handed in at each act, how an application goes out, and how the lists are asked.

#include "modules/registrations/duty_store.h"
#include "modules/registrations/store.h"
#include "modules/registrations/actions.h"

namespace niangjia::registrations {

inline constexpr std::array open_wish_fields{
    field<&OpenWish::kind>("kind", "登记种类", {record::kRequired}),
    field<&OpenWish::reason>("reason", "申请事由", {0, 200}),
};
inline constexpr record::Shape open_wish_shape{"registration_opening", "", "法人资格登记立项", open_wish_fields};
constexpr const record::Shape& shape_of(const OpenWish*) { return open_wish_shape; }

inline constexpr std::array filling_fields{
    field<&Filling::address>("address", "住所", {0, 120}),
    field<&Filling::premises>("premises", "办公场所", {0, 100}),
    field<&Filling::fund_channel>("fund_channel", "经费拨缴方式"),
    field<&Filling::fund_source>("fund_source", "经费来源", {0, 100}),
    field<&Filling::handler>("handler", "经办人", {0, 50}),
    field<&Filling::phone>("phone", "经办人电话", {0, 20}),
    field<&Filling::registrar>("registrar", "登记管理机关", {0, 60}),
    field<&Filling::reason>("reason", "申请事由", {0, 200}),
    field<&Filling::was_name>("was_name", "原名称", {0, 60}),
    field<&Filling::was_address>("was_address", "原住所", {0, 120}),
    field<&Filling::was_representative>("was_representative", "原法定代表人", {0, 50}),
    field<&Filling::was_registrar>("was_registrar", "原登记管理机关", {0, 60}),
};
inline constexpr record::Shape filling_shape{"registration_filling", "", "申请表填写", filling_fields};
constexpr const record::Shape& shape_of(const Filling*) { return filling_shape; }

inline constexpr std::array file_wish_fields{field<&FileWish::on>("on", "申报日期")};
inline constexpr record::Shape file_wish_shape{"registration_filing", "", "申报", file_wish_fields};
constexpr const record::Shape& shape_of(const FileWish*) { return file_wish_shape; }

inline constexpr std::array turn_wish_fields{field<&TurnWish::reason>("reason", "原因", {0, 200})};
inline constexpr record::Shape turn_wish_shape{"registration_turn", "", "退回、撤回", turn_wish_fields};
constexpr const record::Shape& shape_of(const TurnWish*) { return turn_wish_shape; }

inline constexpr std::array certificate_fields{
    field<&Certificate::on>("on", "办结日期"),
    field<&Certificate::certificate_number>("certificate_number", "证书号", {0, 40}),
    field<&Certificate::issuer>("issuer", "发证机关", {0, 60}),
    field<&Certificate::valid_from_on>("valid_from_on", "有效期起"),
    field<&Certificate::valid_to_on>("valid_to_on", "有效期止"),
    field<&Certificate::credit_code>("credit_code", "工会统一社会信用代码", {0, 40}),
};
inline constexpr record::Shape certificate_shape{"registration_certificate", "", "证书", certificate_fields};
constexpr const record::Shape& shape_of(const Certificate*) { return certificate_shape; }

// With the masked phone, whether it is late, and the acts open to this actor.
std::string registration_json(const House& house, const Actor& actor, const Registration& r, Date today,
                              std::string_view more = {});
std::string view_json(const House& house, const Actor& actor, const RegistrationView& view, Date today);

Result<RegistrationFilter> read_registration_filter(store::ReadTx& tx, const Scope& scope, const Query& query, Date today);
Result<DutyFilter> read_duty_filter(store::ReadTx& tx, const Scope& scope, const Query& query, Date today);
std::string place_of(const Duty& d);  // where a page goes on
Result<std::string> export_registrations(House& house, const Actor& actor, const Query& query);
Result<std::string> export_duties(House& house, const Actor& actor, const Query& query);

}  // namespace niangjia::registrations
