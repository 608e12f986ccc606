#pragma once
// Verdicts without a database, a clock or a network.

#include "base/identifiers.h"
#include "modules/joining/joining.h"

namespace niangjia::joining {

// What a person agrees to when joining (data/consents.tsv).
struct ConsentText {
  std::string purpose, version;
  bool is_required = false;
  std::string name, text;
};
const std::vector<ConsentText>& consent_texts();

// The form on the phone: at most eight fields (DOMAIN b6).
struct Intake {
  std::string name, identity_number, phone, code;
  int category = 0;
  std::string platform, unit_name, township_code;
  std::vector<std::string> consents;  // purposes
};
inline constexpr std::array intake_fields{
    field<&Intake::name>("name", "姓名", {record::kRequired | record::kPersonal, 50}),
    field<&Intake::identity_number>("identity_number", "证件号码",
                                    {record::kRequired | record::kPersonal, 40}),
    field<&Intake::phone>("phone", "手机号码", {record::kRequired | record::kPersonal, 40}),
    field<&Intake::code>("code", "验证码", {record::kRequired, 6}),
    field<&Intake::category>("category", "从业类别", {0, 0, "category"}),
    field<&Intake::platform>("platform", "平台（品牌）", {0, 40}),
    field<&Intake::unit_name>("unit_name", "工作单位", {0, 60}),
    field<&Intake::township_code>("township_code", "工作所在镇街", {0, 12, "township"}),
    field<&Intake::consents>("consents", "同意事项", {record::kRequired}),
};
inline constexpr record::Shape intake_shape{"intake", "", "入会申请表", intake_fields};
constexpr const record::Shape& shape_of(const Intake*) { return intake_shape; }

// Everything wrong with a form at once, each beside its field; ok when nothing is. `has_township` tells
// whether the township's code is one of the county's.
Result<void> judge_intake(const Intake& intake, const Identity& identity, const Phone& phone,
                          bool has_township, Date today);

enum class PosterVerdict { ok, revoked, expired };
PosterVerdict judge_poster(const Poster& poster, Date today);
std::string_view sentence_of(PosterVerdict verdict);

// --- routing ---
struct Place {
  Id union_id = 0;
  std::string path, name;
};
// What the rules look at: the person's own words and what the register knows of them.
struct RouteQuestion {
  int category = 0;
  std::string platform, township_code;
  std::optional<Place> own_unit;        // the union that covers the person's unit
  std::optional<Place> township_union;  // the township's union for new forms of employment
};
struct Route {
  Id union_id = 0;  // 0: the pool
  std::string why;
  bool is_pool() const { return union_id == 0; }
};
// The first rule that fits decides; a rule whose union is no longer open is passed over. What no rule takes
// goes into the pool.
Route route_of(const std::vector<RoutingRule>& rules, const std::vector<Place>& open_targets,
               const RouteQuestion& question);
// Own unit, then the township's union, then the pool: for a county that has written no rules.
const std::vector<RoutingRule>& default_rules();
// What is wrong with a list of rules, beside its field ("rules.2.union_id").
Result<void> judge_rules(const std::vector<RoutingRule>& rules);

}  // namespace niangjia::joining
