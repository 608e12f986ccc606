#include "modules/stations/rules.h"

#include <algorithm>
#include <charconv>

#include "access/list_question.h"
#include "base/data_table.h"
#include "base/text.h"

namespace niangjia::stations {

namespace {

using enum StationStatus;

std::string missing_for_opening(const Station& s) {
  std::vector<std::string> missing;
  if (s.lon_e7 == 0) missing.emplace_back("经纬度");
  if (s.datum == StationDatum::unknown) missing.emplace_back("坐标系");
  if (s.hours.empty()) missing.emplace_back("开放时间");
  if (s.address.empty()) missing.emplace_back("地址");
  return join(missing, "、");
}

std::string why_not_open(const Station& s, const StepAsk& ask, bool is_verified, Date today) {
  if (s.status == applied) return "这个站点还在申报，请先登记一次合格的现场核验。";
  if (s.status != planned && s.status != paused)
    return "只有筹建或暂停的站点可以启用，这个站点现在是“" + std::string(record::label_of(s.status)) + "”。";
  if (s.status == planned && !is_verified) return "还没有通过现场核验，请先登记一次合格的现场核验。";
  const std::string missing = missing_for_opening(s);
  if (!missing.empty()) return "启用前请先补全：" + missing + "。";
  if (ask.on > today) return "启用日期不能晚于今天。";
  return {};
}

constexpr std::int64_t kMostFen = 100'000'000'000'00;  // 1000亿元: more is a slip of the hand
constexpr std::size_t kMostWords = 20;

// Money, lists of codes, level and stars. A word of a list becomes its code.
Result<void> settle_words(Station& s) {
  for (const auto& [fen, field, label] : {std::tuple{s.invested_fen, "invested_fen", "投入资金"}, std::tuple{s.yearly_cost_fen, "yearly_cost_fen", "年运行经费"}})
    if (fen < 0 || fen > kMostFen) return wrong_field(field, std::string(label) + "应在0到1000亿元之间。");
  for (const auto& [words, list, field] : {std::tuple{&s.fund_sources, StationCodes::fund, "fund_sources"}, std::tuple{&s.audiences, StationCodes::audience, "audiences"}}) {
    std::vector<std::string> kept;
    for (const std::string& word : *words) {
      const StationCode* known = find_code(list, word);
      const std::string one = known ? known->code : trim(word);
      if (count_characters(one) > 30) return wrong_field(field, "“" + one + "”太长，一项最多30个字。");
      if (!one.empty() && std::find(kept.begin(), kept.end(), one) == kept.end()) kept.push_back(one);
    }
    if (kept.size() > kMostWords) return wrong_field(field, "最多" + std::to_string(kMostWords) + "项。");
    *words = std::move(kept);
  }
  s.level = trim(s.level);
  if (const StationCode* known = find_code(StationCodes::level, s.level)) s.level = known->code;
  if (s.level_year != 0 && (s.level_year < 1990 || s.level_year > 2100)) return wrong_field("level_year", "评定年度应为四位数的年份，如 2021。");
  if (s.stars < 0 || s.stars > 5) return wrong_field("stars", "星级应在0到5之间，0为没有评定。");
  return {};
}

}  // namespace

std::string why_not(const Station& s, const StepAsk& ask, bool is_verified, Date today) {
  switch (ask.to) {
    case in_use:
      return why_not_open(s, ask, is_verified, today);
    case planned:
      if (s.status != applied) return "只有申报的站点可以转为筹建。";
      return is_verified ? "" : "还没有通过现场核验，请先登记一次合格的现场核验。";
    case paused:
      if (!is_open_to_people(s.status)) return "只有在用或整改的站点可以暂停。";
      return trim(ask.reason).empty() ? "请写明暂停的原因，职工会看到。" : "";
    case withdrawn:
      if (s.status == withdrawn) return "这个站点已经撤销。";
      if (trim(ask.reason).empty()) return "请写明撤销的原因。";
      if (ask.on > today) return "摘牌日期不能晚于今天。";
      return s.opened_on && ask.on < *s.opened_on ? "摘牌日期早于启用日期 " + s.opened_on->iso() + "，请核对。" : "";
    case applied:
    case repair:
      break;
  }
  return "整改由问题单转入，办结后自动恢复在用，不能直接设定。";
}

Result<void> settle(Station& s, const Station* previous) {
  s.name = trim(s.name);
  s.name_key = organisation_key(s.name);
  if (count_characters(s.name) < 2) return wrong_field("name", "站点名称太短，请写全称。");
  const bool moved = !previous || previous->written_position != s.written_position || previous->datum != s.datum;
  if (moved) {
    TRY(record::Position at, record::typed_position(s.written_position, s.datum));
    s.lon_e7 = at.lon_e7, s.lat_e7 = at.lat_e7;
  }
  if (!previous || previous->hours_text != s.hours_text) {
    const ReadHours read = read_hours(s.hours_text);
    if (!read.not_understood.empty())
      return wrong_field("hours_text", "开放时间里的“" + read.not_understood +
                                           "”看不懂，请写成“周一至周五8:30-17:00，周末休息”或“24小时”的样子。");
    s.hours = read.hours.canonical();
  }
  CHECK_OK(settle_words(s));
  if (s.area_m2 < 0 || s.area_m2 > 1'000'000) return wrong_field("area_m2", "面积应在0到1000000平方米之间。");
  return {};
}

Result<void> judge_listing(const Station& station, StationListing& asked, Date today) {
  asked.platform = trim(asked.platform);
  if (const StationCode* known = find_code(StationCodes::platform, asked.platform)) asked.platform = known->code;
  if (asked.platform.empty()) return wrong_field("platform", "请选择上图平台。");
  if (asked.state == ListingState::listed && !is_open_to_people(station.status))
    return refuse(Code::conflict, "station.step_refused", "在用的站点才能上图，请先启用。");
  if (!asked.state_on) asked.state_on = today;
  if (*asked.state_on > today) return wrong_field("state_on", "日期不能晚于今天。");
  return {};
}

const std::vector<CheckItem>& check_items() {
  static const std::vector<CheckItem> items = [] {
    std::vector<CheckItem> all;
    for (auto& cells : data_rows("station_checks.tsv", 4)) {
      CheckItem item{cells[0], cells[1], 0};
      std::from_chars(cells[3].data(), cells[3].data() + cells[3].size(), item.points);
      all.push_back(std::move(item));
    }
    return all;
  }();
  return items;
}

Result<void> judge_check(StationCheck& check, std::int64_t pass_score) {
  check.score = 0;
  std::vector<std::string> kept;
  for (const CheckItem& item : check_items()) {
    auto answered = [&](std::string_view verdict) {
      return std::find(check.items.begin(), check.items.end(), item.code + ":" + std::string(verdict)) != check.items.end();
    };
    const bool good = answered("ok"), bad = answered("bad");
    if (good == bad) return wrong_field("items", "请对“" + item.name + "”选择符合或不符合。");
    if (good) check.score += item.points;
    kept.push_back(item.code + (good ? ":ok" : ":bad"));
  }
  if (check.items.size() != kept.size()) return wrong_field("items", "检查项与检查表不一致，请刷新页面后重新填写。");
  check.items = std::move(kept);
  check.is_passed = check.score >= pass_score;
  return {};
}

TroubleKind trouble_of_item(std::string_view code) {
  if (code == "open") return TroubleKind::locked;
  if (code == "kit") return TroubleKind::broken_kit;
  if (code == "sign") return TroubleKind::wrong_sign;
  if (code == "map") return TroubleKind::wrong_place;
  return TroubleKind::other;
}

std::string_view image_type(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF")) return "image/jpeg";
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return "image/png";
  if (bytes.size() > 12 && bytes.starts_with("RIFF") && bytes.substr(8, 4) == "WEBP") return "image/webp";
  return {};
}

}  // namespace niangjia::stations
