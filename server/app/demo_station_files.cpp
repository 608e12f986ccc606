// 户外劳动者服务站点登记表 and the ledger of services given (a .csv, as a station's computer writes it).
#include <algorithm>
#include <cstdio>

#include "app/demo_files.h"
#include "base/geodesy.h"
#include "base/text.h"

namespace niangjia::app {

using sheet::OutCell;

namespace {

struct DemoStation {
  std::string number, name, township;
  std::string_view brand, hours, kit;
  LonLat wgs84;
  Date opened_on;
};

std::int64_t station_count(const DemoCounty& county) { return std::clamp<std::int64_t>(county.members() / 250, 8, 40); }

DemoStation station_of(const DemoCounty& county, std::int64_t index) {
  static constexpr std::string_view hours[] = {"8:30-17:00", "24小时", "周一至周五8:30-17:30，周末休息", "早8点到晚8点",
                                               "冬季8:30-17:00 夏季8:00-17:30", "7:00~22:00", "上午8:30-11:30，下午13:30-17:00"};
  static constexpr std::string_view kits[] = {"桌椅、饮水机、微波炉、充电、空调", "桌椅、饮水机、充电、厕所、应急药箱、雨衣雨伞",
                                              "饮水机、微波炉、冰箱、充电、厕所、Wi-Fi、AED", "桌椅、饮水机、电动车换电、充气泵、书报"};
  const Dice& dice = county.dice;
  DemoStation s;
  char serial[16];
  std::snprintf(serial, sizeof serial, "%03d", static_cast<int>(index + 1));
  s.number = county.place.division + serial;
  s.township = county.place.townships[static_cast<std::size_t>(dice.below(static_cast<std::int64_t>(county.place.townships.size()), "station town", index))];
  s.brand = index % 7 == 3 ? "小哥驿站" : index % 3 == 1 ? "职工驿站" : "爱心驿站";
  s.name = s.township + std::string(s.brand) + std::string(serial + 1);
  s.hours = dice.pick(hours, "station hours", index), s.kit = dice.pick(kits, "station kit", index);
  s.wgs84 = {kDemoMiddle.lon + static_cast<double>(dice.below(1200, "station east", index) - 600) / 10'000,
             kDemoMiddle.lat + static_cast<double>(dice.below(900, "station north", index) - 450) / 10'000};
  const Date new_year = *Date::from_ymd(county.options.as_of.year(), 1, 1);
  s.opened_on = new_year.plus_days(-static_cast<int>(dice.below(500, "station age", index)));
  return s;
}

constexpr std::string_view kCommunities[] = {"湖东社区", "城南社区", "玉山村", "城北社区"};
constexpr std::string_view kFunds[] = {"县级以上工会", "总工会补助、单位自筹", "自筹", "财政、总工会补助"};
constexpr std::string_view kPeople[] = {"快递员、外卖配送员", "户外劳动者", "环卫工人、快递外卖小哥", "货车司机、网约车司机"};
constexpr std::string_view kMaps[] = {"高德、百度", "已上高德；百度待审核", "职工之家APP、高德", "是", "否"};
template <std::size_t N>
std::string_view pick(const std::string_view (&words)[N], std::int64_t index) {
  return words[static_cast<std::size_t>(index) % N];
}

std::vector<OutCell> station_row(const DemoCounty& county, std::int64_t index, std::int64_t number) {
  static constexpr std::string_view words[] = {"高德", "GCJ-02", "百度", "GPS"};
  static constexpr Datum datums[] = {Datum::gcj02, Datum::gcj02, Datum::bd09, Datum::wgs84};
  const DemoStation s = station_of(county, index);
  const auto which = static_cast<std::size_t>(index % 4);
  const LonLat written = convert(s.wgs84, Datum::wgs84, datums[which]);
  std::string lon = demo_degrees(written.lon), lat = demo_degrees(written.lat);
  if (index == 5) std::swap(lon, lat);
  if (index == 6) lon += "，" + lat, lat.clear();
  const bool is_planned = index == 7;
  return {count_cell(number), text_cell(s.number), text_cell(s.name), text_cell(s.brand),
          text_cell(county.place.county + s.township + "玉山路" + std::to_string(county.dice.below(500, "station house", index) + 1) + "号"),
          text_cell(index % 2 ? "营业厅内右侧" : "临街玻璃门"), text_cell(s.township), text_cell(lon), text_cell(lat),
          text_cell(index == 4 ? "" : words[which]), text_cell(s.hours), text_cell(s.kit), text_cell("义诊、手机贴膜、法律咨询、热饭"),
          text_cell(s.township + "农商银行营业厅"), text_cell("挂牌共建"), text_cell(make_person_name(county.dice, -9'000'000'000 - index, true).text),
          text_cell(county.phone(2'000'000 + index)), is_planned ? none() : written_day(county.dice, index, s.opened_on), count_cell(12 + index % 40),
          text_cell("是"), text_cell(is_planned ? "筹建" : "在用"), none(), text_cell(std::string(pick(kCommunities, index))),
          text_cell(index % 3 ? s.township + "总工会" : county.place.realm), text_cell(std::to_string(2 + index % 5) + "." + std::to_string(index % 10)),
          text_cell(std::string(pick(kFunds, index))), count_cell(6000 + 800 * (index % 7)), text_cell(std::string(pick(kPeople, index))),
          text_cell(is_planned ? "" : std::string(pick(kMaps, index))), is_planned || index % 5 == 3 ? none() : written_day(county.dice, index, s.opened_on.plus_days(7)),
          text_cell(index % 6 == 2 ? "2021年市级示范" : index % 6 == 4 ? "区级示范、三星级" : ""), text_cell(index % 2 ? "手机定位" : "地图选点")};
}

std::string clock_text(std::int64_t minute) {
  char text[16];
  std::snprintf(text, sizeof text, "%02d:%02d", static_cast<int>(minute / 60), static_cast<int>(minute % 60));
  return text;
}

}  // namespace

Result<void> write_demo_stations(const DemoCounty& county, const DemoProgress& progress, DemoPaths& paths) {
  const std::string path = county.place.file_stem + "户外劳动者服务站点登记表_" + county.place.month + ".xlsx";
  TRY(auto book, DemoBook::create(path, false, county.options.as_of));
  DemoTable table;
  table.sheet_name = "登记表";
  table.title = county.place.city + county.place.county + "工会户外劳动者服务站点登记表";
  table.reporter = county.place.realm, table.unit = "个";
  table.headers = {{"序号", "站点编号", "站点名称", "品牌", "地址", "入口说明", "乡镇街道", "经度", "纬度", "坐标系", "开放时间", "设施清单",
                    "服务项目", "场所提供单位", "建设模式", "管理责任人", "联系电话", "启用日期", "面积（㎡）", "统一标识", "状态", "备注", "社区", "建设主体", "投入资金（万元）",
                    "资金来源", "年运行经费（元）", "服务对象", "上图平台", "上图日期", "等级", "采集方式"}};
  table.widths = {6, 12, 22, 10, 30, 14, 12, 12, 12, 10, 26, 30, 26, 22, 10, 10, 14, 12, 8, 8, 8, 16, 12, 16, 10, 18, 12, 22, 20, 12, 14, 12};
  book->begin(table);
  const std::int64_t count = station_count(county);
  const DemoStep step(progress, "服务站点登记表", count);
  for (std::int64_t i = 0, number = 0; i < count; ++i) {
    book->add(station_row(county, i, ++number));
    if (i == count / 2) book->add(station_row(county, i, ++number));  // the same station twice
    step.tell(i + 1);
  }
  book->end({});
  book->add_notes({"1.坐标请注明坐标系（WGS84、GCJ-02、BD-09）。", "2.设施、服务项目用顿号分隔。"});
  paths.push_back(path);
  return book->finish();
}

Result<void> write_demo_services(const DemoCounty& county, const DemoProgress& progress, DemoPaths& paths) {
  static constexpr std::string_view items[] = {"义诊", "手机贴膜", "贴膜", "法律咨询", "免费理发", "清凉包", "热饭", "反诈宣传"};
  const std::string path = county.place.file_stem + "服务登记_" + county.place.month + ".csv";
  TRY(auto csv, sheet::CsvWriter::create(path));
  csv->add_row({"时间", "站点", "服务项目", "服务对象", "手机", "人次", "登记人"});
  const std::int64_t stations = station_count(county), count = stations * 40;
  const DemoStep step(progress, "服务登记", count);
  const Dice& dice = county.dice;
  const Date new_year = *Date::from_ymd(county.options.as_of.year(), 1, 1);
  const std::int64_t days = std::max(1, county.options.as_of.days() - new_year.days());
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int64_t at = i % stations;
    if (at == 7) continue;  // not open yet
    const DemoStation s = station_of(county, at);
    const Date day = new_year.plus_days(static_cast<int>(dice.below(days, "service day", i)));
    const bool is_named = dice.chance(600, "service named", i);
    const std::int64_t who = dice.below(400, "service person", i);
    csv->add_row({day.iso() + " " + clock_text(480 + dice.below(600, "service minute", i)), i % 2 ? s.number : s.name,
                  std::string(dice.pick(items, "service item", i)),
                  is_named ? make_person_name(dice, -11'000'000'000 - who, true).text : i % 3 ? "匿名" : "",
                  is_named ? county.phone(3'000'000 + who) : "",
                  is_named || i % 5 ? "1" : std::to_string(dice.below(30, "service times", i) + 1), "值班员"});
    step.tell(i + 1);
  }
  paths.push_back(path);
  return csv->finish();
}

}  // namespace niangjia::app
