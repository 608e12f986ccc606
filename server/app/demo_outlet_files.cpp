// 新业态网点摸底表 and the roster of couriers (从业人员花名册), a sheet for each large brand.
#include <algorithm>
#include <map>

#include "app/demo_files.h"
#include "base/text.h"

namespace niangjia::app {

using sheet::OutCell;

namespace {

struct BrandWord {
  std::string_view name, short_name;
};
constexpr BrandWord kExpress[] = {{"顺丰速运", "顺丰"}, {"圆通速递", "圆通"}, {"中通快递", "中通"},
                                  {"申通快递", "申通"}, {"韵达速递", "韵达"}, {"极兔速递", "极兔"},
                                  {"邮政EMS", "邮政"},  {"百世快递", "百世"}, {"京东快递", "京东"},
                                  {"德邦快递", "德邦"}, {"天天快递", "天天"}, {"宅急送", "宅急送"}};
constexpr std::int64_t kLargeBrands = 6;  // with a sheet of their own
constexpr int kExpressWeights[] = {14, 12, 13, 11, 11, 9, 9, 6, 6, 4, 3, 2};
struct Platform {
  std::string_view trade, name, short_name;
};
constexpr Platform kPlatforms[] = {{"外卖配送", "美团外卖", "美团"},
                                   {"外卖配送", "饿了么", "饿了么"},
                                   {"货运", "货拉拉", "货拉拉"},
                                   {"网约车", "滴滴出行", "滴滴"}};

const BrandWord& express_brand(const Dice& dice, std::int64_t outlet) {
  auto drawn = dice.below(100, "brand", outlet);
  for (std::size_t b = 0; b < std::size(kExpress); ++b) {
    if (drawn < kExpressWeights[b]) return kExpress[b];
    drawn -= kExpressWeights[b];
  }
  return kExpress[0];
}

std::string township_stem(const std::string& town) {
  for (std::string_view end : {"街道", "镇", "乡"})
    if (town.ends_with(end) && count_characters(town) > 2) return town.substr(0, town.size() - end.size());
  return town;
}

// As the township was called before it became what it is, or as people call it.
std::string written_township(const Dice& dice, std::int64_t whose, const std::string& town) {
  const std::string stem = township_stem(town);
  if (stem == town || count_characters(stem) < 2) return town;
  if (dice.chance(80, "short township", whose)) return stem;
  if (dice.chance(40, "old township", whose)) return stem + (town.ends_with("镇") ? "乡" : "镇");
  return town;
}

std::vector<OutCell> outlet_row(const DemoCounty& county, const DemoOutlet& o, std::int64_t index,
                                std::int64_t number, std::uint32_t row) {
  const Dice& dice = county.dice;
  static constexpr std::string_view forms[] = {"劳务派遣", "劳务协议", "加盟商", "劳动合同", "平台众包"};
  static constexpr std::string_view plans[] = {"联合建会", "行业工会覆盖", "纳入新就业形态联合工会",
                                               "单独建会"};
  static constexpr std::string_view yes[] = {"是", "√", "已建"};
  static constexpr std::string_view no[] = {"否", "未建", ""};
  const bool has_union = dice.chance(280, "has union", index);
  const std::string at = std::to_string(row);
  OutCell couriers = count_cell(o.couriers);
  if (o.couriers > 0 && index % 37 == 5) couriers = text_cell(std::to_string(o.couriers) + "人");
  if (o.couriers > 0 && index % 41 == 7) couriers = text_cell(full_width(std::to_string(o.couriers)));
  // Some surveyors had no phone with a map.
  const bool is_placed = index % 9 != 4;
  const LonLat wgs84 = demo_spot(county, o.township, "outlet", index);
  const LonLat written = convert(wgs84, Datum::wgs84, index % 4 == 1 ? Datum::bd09 : Datum::gcj02);
  const OutCell lon = is_placed ? text_cell(demo_degrees(written.lon)) : none(), lat = is_placed ? text_cell(demo_degrees(written.lat)) : none(),
                datum = is_placed ? text_cell(index % 4 == 1 ? "百度" : "高德") : none();
  OutCell total = formula_cell("=SUM(L" + at + ":P" + at + ")", static_cast<double>(o.total()));
  if (couriers.kind == OutCell::Kind::text) total = count_cell(o.total());
  std::string code = o.code;
  if (index == 9) code = wrong_check_digit(code);
  if (index % 43 == 11) code = to_lower_ascii(code);
  return {count_cell(number),
          text_cell(o.trade),
          text_cell(o.brand),
          text_cell(o.name),
          text_cell(o.firm),
          text_cell(code),
          text_cell(county.place.county + o.township + "玉山路" +
                    std::to_string(dice.below(500, "outlet house", index) + 1) + "号"),
          text_cell(written_township(dice, index, o.township)),
          text_cell(dice.pick(forms, "form", index)),
          none(),
          total,
          couriers,
          count_cell(o.truckers),
          count_cell(o.riders),
          count_cell(o.drivers),
          count_cell(o.others),
          text_cell(has_union ? dice.pick(yes, "yes", index) : dice.pick(no, "no", index)),
          text_cell(has_union ? "" : dice.pick(plans, "plan", index)),
          text_cell(make_person_name(dice, -7'000'000'000 - index, true).text),
          text_cell(county.phone(1'000'000 + index)),
          text_cell(make_person_name(dice, -8'000'000'000 - index % 9, index % 2 == 0).text),
          lon,
          lat,
          datum,
          none()};
}

DemoTable outlet_table(const DemoCounty& county) {
  DemoTable table;
  table.sheet_name = "摸底表";
  table.title = county.place.city + county.place.county + "新业态企业（网点）建会入会情况摸底表";
  table.reporter = county.place.realm, table.unit = "人、家";
  table.headers = {{"序号",     "业态类别", "品牌",     "网点名称", "企业名称",         "统一社会信用代码",
                    "详细地址", "所属镇街", "用工形式", "经营面积", "从业人员数（人）", "",
                    "",         "",         "",         "",         "是否建会",         "拟建形式",
                    "负责人",   "联系电话", "联系干部", "经度",     "纬度",             "坐标系",
                    "备注"},
                   {"",       "",         "",           "",           "",     "", "", "", "", "", "合计",
                    "快递员", "货车司机", "外卖配送员", "网约车司机", "其他", "", "", "", "", "", "", "", "", ""}};
  table.header_merges = {{3, 3, 10, 15}, {3, 4, 0, 0}, {3, 4, 1, 1}, {3, 4, 2, 2}};
  table.widths = {6, 10, 12, 22, 32, 22, 32, 12, 12, 10, 8, 8, 8, 10, 10, 8, 8, 20, 10, 14, 10, 12, 12, 10, 16};
  return table;
}

// Each brand's office has its own form.
enum class Column {
  number,
  name,
  sex,
  people,
  identity,
  born,
  education,
  phone,
  outlet,
  township,
  post,
  entered,
  brand,
  note
};
struct RosterForm {
  std::vector<std::pair<Column, const char*>> columns;
};
const RosterForm& roster_form(std::int64_t which) {
  using enum Column;
  static const RosterForm forms[] = {{{{number, "序号"},
                                       {name, "姓名"},
                                       {sex, "性别"},
                                       {people, "民族"},
                                       {identity, "身份证号"},
                                       {born, "出生日期"},
                                       {education, "学历"},
                                       {phone, "手机"},
                                       {outlet, "所属网点"},
                                       {township, "所在镇街"},
                                       {post, "岗位"},
                                       {entered, "入职时间"},
                                       {note, "备注"}}},
                                     {{{number, "序号"},
                                       {outlet, "网点名称"},
                                       {township, "镇街"},
                                       {name, "职工姓名"},
                                       {identity, "公民身份号码"},
                                       {sex, "性别"},
                                       {phone, "联系电话"},
                                       {post, "工种"},
                                       {entered, "入职日期"},
                                       {born, "出生年月"},
                                       {education, "文化程度"},
                                       {people, "民族"},
                                       {note, "备注"}}},
                                     {{{number, "序号"},
                                       {name, "姓 名"},
                                       {phone, "移动电话"},
                                       {identity, "证件号码"},
                                       {sex, "性别"},
                                       {people, "民族"},
                                       {education, "学历"},
                                       {post, "岗位"},
                                       {outlet, "工作网点"},
                                       {township, "所在镇街"},
                                       {entered, "到岗时间"},
                                       {note, "备注"}}},
                                     {{{number, "序号"},
                                       {brand, "品牌"},
                                       {name, "姓名"},
                                       {sex, "性别"},
                                       {people, "民族"},
                                       {identity, "身份证号"},
                                       {education, "学历"},
                                       {phone, "手机"},
                                       {outlet, "工作网点"},
                                       {township, "所在镇街"},
                                       {post, "岗位"},
                                       {entered, "到岗时间"},
                                       {note, "备注"}}}};
  return forms[which];
}

struct RosterWriter {
  const DemoCounty& county;
  DemoBook& book;
  const RosterForm& form;
  std::int64_t number = 0, since_subtotal = 0;

  OutCell cell(Column column, const DemoOutlet& o, const DemoPerson& p, std::int64_t courier) const {
    static constexpr std::string_view posts[] = {"快递员", "快递员",     "收派员",  "派件员",
                                                 "揽投员", "快递业务员", "快递小哥"};
    const Dice& dice = county.dice;
    switch (column) {
      case Column::number:
        return count_cell(number);
      case Column::name:
        return text_cell(untidy_name(dice, courier + 3, p.name));
      case Column::sex:
        return text_cell(p.is_male ? "男" : "女");
      case Column::people:
        return text_cell(p.ethnicity);
      case Column::identity:
        return text_cell(untidy_identity(dice, courier + 11, p.identity));
      case Column::born:
        return written_day(dice, courier + 5, p.born);
      case Column::education:
        return text_cell(p.education);
      case Column::phone:
        return text_cell(courier % 83 == 17 ? "无" : courier % 71 == 3 ? full_width(p.phone) : p.phone);
      case Column::outlet:
        return text_cell(o.name);
      case Column::township:
        return text_cell(written_township(dice, courier, o.township));
      case Column::post:
        return text_cell(courier % 29 == 28   ? "分拣员"
                         : courier % 47 == 40 ? "站长"
                                              : dice.pick(posts, "post", courier));
      case Column::entered:
        return written_day(
            dice, courier + 9,
            county.options.as_of.plus_days(-30 - static_cast<int>(dice.below(2200, "entered", courier))));
      case Column::brand:
        return text_cell(o.brand);
      case Column::note:
        return text_cell(courier % 97 == 60 ? "已离职" : courier % 59 == 50 ? "兼职" : "");
    }
    return {};
  }

  void add(const DemoOutlet& o, std::int64_t courier) {
    const DemoPerson p = county.person(county.courier(courier));
    ++number, ++since_subtotal;
    std::vector<OutCell> row;
    for (const auto& [column, title] : form.columns) row.push_back(cell(column, o, p, courier));
    book.add(row);
    if (courier % 131 == 64) ++number, book.add(row);  // the same line twice
    if (courier != 21) return;
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (form.columns[c].first == Column::identity) row[c] = text_cell(wrong_check_digit(p.identity));
      if (form.columns[c].first == Column::name) row[c] = text_cell("测试丙");
    }
    ++number, book.add(row);
  }

  void add_subtotal() {
    std::vector<OutCell> row(form.columns.size());
    row[0] = text_cell("小计");
    row[1] = text_cell(std::to_string(since_subtotal) + "人");
    book.add(row);
    since_subtotal = 0;
    ++number;
    book.add({count_cell(number)});  // a line prepared and not filled
    --number;
  }
};

void write_roster_sheet(const DemoCounty& county, DemoBook& book, std::int64_t brand, const DemoStep& step,
                        std::int64_t& done) {
  const bool rest = brand == kLargeBrands;
  const std::string label = rest ? "其他品牌" : std::string(kExpress[brand].name);
  RosterWriter writer{county, book, roster_form(rest ? 3 : brand % 3)};
  DemoTable table;
  table.sheet_name = label;
  table.title = county.place.city + county.place.county + "快递从业人员花名册（" + label + "）";
  table.reporter = rest ? "各品牌汇总" : label + county.place.stem, table.unit = "人";
  table.headers.emplace_back();
  for (const auto& [column, title] : writer.form.columns) {
    table.headers[0].push_back(title);
    table.widths.push_back(column == Column::identity || column == Column::outlet ? 22
                           : column == Column::number                             ? 6
                                                                                  : 13);
  }
  book.begin(table);
  auto is_here = [&](const DemoOutlet& o) {
    const auto* end = kExpress + kLargeBrands;
    const auto* found = std::find_if(kExpress, end, [&](const BrandWord& b) { return b.name == o.brand; });
    return o.couriers > 0 && found - kExpress == brand;
  };
  for (const DemoOutlet& o : county.outlets) {
    if (!is_here(o)) continue;
    for (std::int64_t c = 0; c < o.couriers; ++c) {
      writer.add(o, o.first_courier + c);
      step.tell(++done);
    }
    if (writer.since_subtotal > 60) writer.add_subtotal();
  }
  book.end({{1, false, writer.number}});
}

}  // namespace

std::vector<DemoOutlet> make_outlets(const Dice& dice, const DemoPlace& place, const DemoUnions& unions,
                                     std::int64_t members) {
  static constexpr std::string_view sides[] = {"", "城东", "城西", "北区", "南区", "中心", "一", "二", "三"};
  static constexpr std::string_view ends[] = {"营业部", "网点", "服务点", "营业点", "分部"};
  const std::int64_t count = std::clamp<std::int64_t>(members / 450, 40, 20'000);
  std::vector<DemoOutlet> outlets;
  std::map<std::string, int> taken;
  std::int64_t couriers = 0;
  for (std::int64_t i = 0; i < count; ++i) {
    DemoOutlet o;
    o.township = unions.some_township("outlet township", i);
    const Platform& platform = dice.pick(kPlatforms, "platform of outlet", i);
    const bool is_platform = i % 10 == 9;
    const BrandWord& brand = express_brand(dice, i);
    o.trade = is_platform ? platform.trade : "快递", o.brand = is_platform ? platform.name : brand.name;
    o.name = std::string(is_platform ? platform.short_name : brand.short_name) + township_stem(o.township) +
             std::string(dice.pick(sides, "side", i)) + std::string(dice.pick(ends, "end", i));
    if (int again = taken[o.name]++; again > 0) o.name += "（" + std::to_string(again + 1) + "）";
    o.firm = unions.other_firm(2, 500'000 + i, o.trade);
    o.code = make_unit_code("91", place.division, 400'000'000 + i);
    const std::int64_t staff = 4 + dice.below(11, "staff", i);
    if (!is_platform)
      o.couriers = staff, o.others = dice.below(3, "others", i);
    else
      (o.trade == "货运" ? o.truckers : o.trade == "网约车" ? o.drivers : o.riders) = staff * 3;
    o.first_courier = couriers;
    couriers += o.couriers;
    outlets.push_back(std::move(o));
  }
  return outlets;
}

Result<void> write_demo_outlets(const DemoCounty& county, const DemoProgress& progress, DemoPaths& paths) {
  const std::string path = county.place.file_stem + "新业态网点摸底表_" + county.place.month + ".xlsx";
  TRY(auto book, DemoBook::create(path, false, county.options.as_of));
  book->begin(outlet_table(county));
  const auto count = static_cast<std::int64_t>(county.outlets.size());
  const DemoStep step(progress, "新业态网点摸底表", count);
  std::int64_t number = 0, total = 0;
  auto add = [&](const DemoOutlet& o, std::int64_t index, std::string_view note) {
    auto row = outlet_row(county, o, index, ++number, book->next_row());
    row.back() = text_cell(note);
    book->add(row);
    total += o.total();
  };
  for (std::int64_t i = 0; i < count; ++i) {
    const DemoOutlet& o = county.outlets[i];
    add(o, i, "");
    if (i == count / 2) add(o, i, "");  // the same outlet twice
    if (i == count / 3) {  // its people moved to the outlet before; the numbers were left standing
      DemoOutlet closed = o;
      closed.name += "（老街）";
      add(closed, i, "已撤点");
    }
    step.tell(i + 1);
  }
  book->end({{10, true, total}});
  book->add_notes({"1.一个网点一行，快递员人数按主要接单网点统计，同一人在两个网点接单的只计一次。",
                   "2.已撤点的请在备注注明。",
                   "3.统计时点为" + county.options.as_of.first_of_month().plus_days(-1).chinese() + "。"});
  paths.push_back(path);
  return book->finish();
}

Result<void> write_demo_roster(const DemoCounty& county, const DemoProgress& progress, DemoPaths& paths) {
  const std::string path = county.place.file_stem + "快递员花名册_" + county.place.month + ".xlsx";
  TRY(auto book, DemoBook::create(path, false, county.options.as_of));
  std::int64_t total = 0, done = 0;
  for (const auto& o : county.outlets) total += o.couriers;
  const DemoStep step(progress, "快递员花名册", total);
  for (std::int64_t brand = 0; brand <= kLargeBrands; ++brand)
    write_roster_sheet(county, *book, brand, step, done);
  book->add_notes({"1.本表由各品牌快递公司如实填写，一人一行；在两家公司接单的请分别填写。",
                   "2.身份证号请按文本格式填写，末位X大写。", "3.已离职人员请在备注中注明。",
                   "4.统计时点为" + county.options.as_of.first_of_month().plus_days(-1).chinese() + "。"});
  paths.push_back(path);
  return book->finish();
}

}  // namespace niangjia::app
