#include "modules/joining/rules.h"

#include <algorithm>
#include <stdexcept>

#include "base/data_table.h"
#include "base/person_name.h"
#include "base/text.h"
#include "modules/categories/categories.h"
#include "modules/members/members.h"
#include "modules/parameters/parameters.h"

namespace niangjia::joining {

const std::vector<ConsentText>& consent_texts() {
  static const std::vector<ConsentText> list = [] {
    std::vector<ConsentText> all;
    for (const auto& c : data_rows("consents.tsv", 5)) all.push_back({c[0], c[1], c[2] == "1", c[3], c[4]});
    return all;
  }();
  return list;
}

namespace {

bool has(const std::vector<std::string>& list, std::string_view one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

// 劳动法 art. 15: nobody under 16 is employed.
bool is_too_young(const Identity& identity, Date today) {
  return identity.born_on &&
         age_on(*identity.born_on, today) < parameters::value_on("joining.minimum_age_years", today);
}

std::string identity_fault(const Identity& identity, Date today) {
  if (identity.verdict != IdentityVerdict::ok) return std::string(members::sentence_of(identity.verdict));
  return is_too_young(identity, today) ? "未满 16 周岁，不能入会" : "";
}

void check_consents(const Intake& intake, std::vector<FieldProblem>& faults) {
  for (const ConsentText& text : consent_texts())
    if (text.is_required && !has(intake.consents, text.purpose))
      faults.push_back({"consents", "请阅读并同意“" + text.name + "”，否则无法办理入会"});
  for (const std::string& purpose : intake.consents)
    if (std::none_of(consent_texts().begin(), consent_texts().end(),
                     [&](const ConsentText& t) { return t.purpose == purpose; }))
      faults.push_back({"consents", "没有这种同意事项，请刷新页面"});
}

Result<void> told(std::vector<FieldProblem> faults) {
  if (faults.empty()) return {};
  Problem p = refuse(Code::invalid, "input.invalid",
                     "填写的内容有 " + std::to_string(faults.size()) + " 处不对，请按提示修改。");
  p.fields = std::move(faults);
  return p;
}

}  // namespace

Result<void> judge_intake(const Intake& intake, const Identity& identity, const Phone& phone,
                          bool has_township, Date today) {
  std::vector<FieldProblem> faults;
  if (std::string fault = person_name_fault(normalise_person_name(intake.name)); !fault.empty())
    faults.push_back({"name", std::move(fault)});
  if (std::string fault = identity_fault(identity, today); !fault.empty())
    faults.push_back({"identity_number", std::move(fault)});
  if (phone.verdict != PhoneVerdict::mobile) faults.push_back({"phone", "请填写 11 位手机号码"});
  if (intake.category && !categories::category_by_code(intake.category))
    faults.push_back({"category", "没有这种从业类别，请从列表中选择"});
  if (!intake.township_code.empty() && !has_township)
    faults.push_back({"township_code", "请从列表中选择工作所在的镇街"});
  check_consents(intake, faults);
  return told(std::move(faults));
}

PosterVerdict judge_poster(const Poster& poster, Date today) {
  if (poster.revoked_on) return PosterVerdict::revoked;
  return today > poster.expires_on ? PosterVerdict::expired : PosterVerdict::ok;
}

std::string_view sentence_of(PosterVerdict verdict) {
  switch (verdict) {
    case PosterVerdict::revoked:
      return "这张海报已停用，请向当地工会索取新的二维码。";
    case PosterVerdict::expired:
      return "这张海报已过有效期，请向当地工会索取新的二维码。";
    default:
      return "";
  }
}

// --- routing ---

namespace {

const Place* target_of(const RoutingRule& rule, const std::vector<Place>& open_targets) {
  for (const Place& p : open_targets)
    if (p.union_id == rule.union_id) return &p;
  return nullptr;
}

bool fits(const RoutingRule& rule, const RouteQuestion& q) {
  switch (rule.route_by) {
    case RouteBy::category:
      return rule.category != 0 && rule.category == q.category;
    case RouteBy::platform:
      return !rule.platform.empty() && organisation_key(rule.platform) == organisation_key(q.platform);
    case RouteBy::township_rule:
      return !rule.township_code.empty() && rule.township_code == q.township_code;
    default:
      return false;
  }
}

std::optional<Route> take(const RoutingRule& rule, const std::vector<Place>& open_targets,
                          const RouteQuestion& q) {
  const Place* place = nullptr;
  if (rule.route_by == RouteBy::own_unit)
    place = q.own_unit ? &*q.own_unit : nullptr;
  else if (rule.route_by == RouteBy::township)
    place = q.township_union ? &*q.township_union : nullptr;
  else if (rule.route_by == RouteBy::pool)
    return Route{0, "没有对应的基层工会，进入县级周转库"};
  else if (fits(rule, q))
    place = target_of(rule, open_targets);
  if (!place) return std::nullopt;
  return Route{place->union_id, std::string(record::label_of(rule.route_by)) + "：" + place->name};
}

}  // namespace

Route route_of(const std::vector<RoutingRule>& rules, const std::vector<Place>& open_targets,
               const RouteQuestion& question) {
  for (const RoutingRule& rule : rules)
    if (auto route = take(rule, open_targets, question)) return *route;
  return Route{0, "没有对应的基层工会，进入县级周转库"};
}

const std::vector<RoutingRule>& default_rules() {
  static const std::vector<RoutingRule> rules = [] {
    std::vector<RoutingRule> all(3);
    all[0].route_by = RouteBy::own_unit;
    all[1].route_by = RouteBy::township;
    all[2].route_by = RouteBy::pool;
    for (std::size_t i = 0; i < all.size(); ++i) all[i].position = static_cast<std::int64_t>(i + 1);
    return all;
  }();
  return rules;
}

Result<void> judge_rules(const std::vector<RoutingRule>& rules) {
  std::vector<FieldProblem> faults;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const RoutingRule& r = rules[i];
    std::string at = "rules." + std::to_string(i) + ".";
    bool names_target = r.route_by == RouteBy::category || r.route_by == RouteBy::platform ||
                        r.route_by == RouteBy::township_rule;
    if (names_target && r.union_id == 0) faults.push_back({at + "union_id", "请选择接收的工会"});
    if (r.route_by == RouteBy::category && !categories::category_by_code(r.category))
      faults.push_back({at + "category", "请选择从业类别"});
    if (r.route_by == RouteBy::platform && trim(r.platform).empty())
      faults.push_back({at + "platform", "请填写平台（品牌）"});
    if (r.route_by == RouteBy::township_rule && r.township_code.empty())
      faults.push_back({at + "township_code", "请选择镇街"});
    if (r.route_by == RouteBy::pool && i + 1 != rules.size())
      faults.push_back({at + "route_by", "“县级周转库”接收一切，应排在最后"});
  }
  return told(std::move(faults));
}

}  // namespace niangjia::joining
