#include "modules/workers/own_paper.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <set>

#include "modules/workers/wire.h"
#include "paper/golden_page_fixture.h"

namespace niangjia::workers {
namespace {

constexpr Instant kAt{1'636'677'000'000};  // 2021-11-12 08:30 in China

OwnRecord record_of_a_rider() {
  OwnRecord own;
  members::Person& p = own.person;
  p.name = "阿依古丽·买买提";
  p.standing = members::Standing::active;
  p.born_on = Date::parse_iso("1990-05-01");
  p.joined_on = Date::parse_iso("2020-03-01");
  p.category = 13, p.platform = "风行速递", p.ethnicity = "维吾尔族", p.education = "大专", p.politics = "群众";
  own.union_name = "柯岩快递行业联合工会委员会";
  own.identity_masked = "330603********0012", own.phone_masked = "139****0001";
  own.card_token = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8w";
  own.history = {{"join", "2020-03-01", "柯岩快递行业联合工会委员会", "", "扫码入会"},
                 {"transfer_in", "2021-05-06", "柯岩快递行业联合工会委员会", "绍兴市越城区总工会", "换了单位"}};
  own.work = {{"柯岩大道营业部", "快递员", "2019-08-01", false}};
  own.consents = {{11, "membership", "2021-1", Instant{kAt.ms - 90'000'000}, {}},
                  {12, "benefits", "2021-1", Instant{kAt.ms - 90'000'000}, Instant{kAt.ms - 3'600'000}}};
  own.traces = {{Instant{kAt.ms - 7'200'000}, "高一鸣", "union_chair", "members.reveal", "办理工伤互助保障，核对证件号码"}};
  WorkerSession phone;
  phone.id = 21, phone.device = "Mozilla/5.0 (Linux; Android 12)", phone.created_at = kAt, phone.seen_at = kAt;
  WorkerSession old = phone;
  old.id = 22, old.device = "微信", old.ended_at = kAt;
  own.devices = {phone, old};
  SelfRequest r;
  r.id = 31, r.kind = RequestKind::correction, r.state = RequestState::done, r.asked_at = kAt;
  r.due_on = *Date::parse_iso("2021-11-19"), r.reason = "已按身份证更正";
  own.requests = {r};
  return own;
}

std::string plain(std::string text) {
  for (auto at = text.find("　"); at != std::string::npos; at = text.find("　", at)) text.erase(at, 3);
  std::erase_if(text, [](unsigned char c) { return c <= ' '; });
  return text;
}

std::string text_of(const std::string& pdf) {
  auto path = std::filesystem::temp_directory_path() / ("niangjia-own-" + std::to_string(getpid()) + ".pdf");
  std::ofstream(path, std::ios::binary) << pdf;
  std::string text = paper::output_of("pdftotext -raw " + path.string() + " -");
  std::filesystem::remove(path);
  return plain(text);
}

// 2021-11-12T00:30:00.000Z, as the paper says it.
std::string moment_of(const std::string& iso) {
  Date day = *Date::parse_iso(iso.substr(0, 10));
  int hour = std::stoi(iso.substr(11, 2)) + 8;
  if (hour >= 24) hour -= 24, day = day.plus_days(1);
  return day.iso() + (hour < 10 ? " 0" : " ") + std::to_string(hour) + iso.substr(13, 3);
}

// Every value of the data file, with the key it stands under; codes have their words beside them.
void collect(const boost::json::value& value, const std::string& key, std::vector<std::pair<std::string, std::string>>& out) {
  static const std::map<std::string, std::string> beside{{"standing", "standing_label"}, {"kind", "label"}, {"state", "state_label"}};
  static const std::map<std::string, std::string> purposes{{"membership", "会籍管理"}, {"benefits", "普惠服务通知"}};
  if (value.is_object()) {
    for (const auto& one : value.get_object()) {
      const std::string name(one.key());
      if (auto twin = beside.find(name); twin != beside.end()) {
        EXPECT_TRUE(value.get_object().contains(twin->second)) << name << " has no words";
        continue;
      }
      collect(one.value(), name, out);
    }
  } else if (value.is_array()) {
    for (const auto& one : value.get_array()) collect(one, key, out);
  } else if (value.is_string() && !value.get_string().empty()) {
    std::string text(value.get_string().c_str(), value.get_string().size());
    if (key == "at" || key.ends_with("_at")) text = moment_of(text);
    if (key == "purpose") text = purposes.at(text);
    out.emplace_back(key, text);
  } else if (value.is_bool() && value.get_bool()) {
    out.emplace_back(key, "本机");
  }
}

TEST(OwnPaper, holds_every_field_of_the_data_file) {
  if (!paper::can_see_pages()) GTEST_SKIP() << "poppler-utils are not installed";
  const OwnRecord own = record_of_a_rider();
  auto pdf = paper::pdf_of(own_statement(own, own.devices[0], kAt));
  ASSERT_TRUE(pdf);
  const std::string text = text_of(*pdf);
  std::vector<std::pair<std::string, std::string>> values;
  collect(boost::json::parse(own_json(own, own.devices[0])), "", values);
  EXPECT_GT(values.size(), 45u);
  for (const auto& [key, value] : values)
    EXPECT_NE(text.find(plain(value)), std::string::npos) << key << " " << value << " in " << text;
}

TEST(OwnPaper, stands_on_its_pages_as_on_the_golden_ones) {
  if (!paper::can_see_pages()) GTEST_SKIP() << "poppler-utils are not installed";
  const OwnRecord own = record_of_a_rider();
  paper::Statement statement = own_statement(own, own.devices[0], kAt);
  statement.trace = "导出人：职工本人　导出时间：2021-11-12 08:30（北京时间）　编号：jrn_0c3x9z5t7k8qw";
  auto pdf = paper::pdf_of(statement);
  ASSERT_TRUE(pdf);
  paper::expect_golden_page(*pdf, "own_record");
}

TEST(OwnPaper, of_a_person_of_whom_little_is_known_says_so) {
  OwnRecord own;
  own.person.name = "王";
  const paper::Statement s = own_statement(own, {}, kAt);
  for (const auto& row : s.sections.front().rows) EXPECT_FALSE(row.at(1).empty()) << row.at(0);
  for (std::size_t i = 1; i < s.sections.size(); ++i) {
    EXPECT_TRUE(s.sections[i].rows.empty());
    EXPECT_FALSE(s.sections[i].none.empty()) << s.sections[i].heading;
  }
  EXPECT_TRUE(paper::pdf_of(s).ok());
}

}  // namespace
}  // namespace niangjia::workers
