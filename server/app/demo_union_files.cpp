// 工会组织信息采集表 and 工会覆盖单位表.
#include <algorithm>

#include "app/demo_files.h"

namespace niangjia::app {

using sheet::OutCell;

namespace {

DemoTable union_table(const DemoCounty& county) {
  DemoTable table;
  table.sheet_name = "工会组织";
  table.title = county.place.city + county.place.county + "工会组织信息采集表";
  table.reporter = county.place.realm, table.unit = "家、人";
  table.headers = {{"序号",
                    "工会名称",
                    "工会统一社会信用代码",
                    "上级工会名称",
                    "组织类型",
                    "单位名称",
                    "单位统一社会信用代码",
                    "单位地址",
                    "所在乡镇街道",
                    "单位性质类别",
                    "所属行业",
                    "法定代表人",
                    "建会日期",
                    "批复文号",
                    "批复日期",
                    "届次",
                    "届期",
                    "任期起",
                    "任期止",
                    "职工总数",
                    "女职工数",
                    "农民工数",
                    "会员总数",
                    "女会员数",
                    "委员数",
                    "工会主席",
                    "主席性别",
                    "专兼职",
                    "联系电话",
                    "经审会主任",
                    "女工委主任",
                    "新业态标志",
                    "工会状态",
                    "备注"}};
  table.widths = {6, 34, 20, 24, 14, 30, 20, 34, 12, 12, 18, 10, 12, 18, 12, 8, 6, 12, 12};
  return table;
}

// A union's people of name; the firm's head is never its chair (企业工会主席产生办法).
struct Officers {
  std::string chair, audit, women, legal;
  bool chair_is_male = true;
};
Officers officers_of(const Dice& dice, std::int64_t whose) {
  Officers o;
  o.chair_is_male = dice.chance(640, "chair sex", whose);
  o.chair = make_person_name(dice, -10 * whose - 1, o.chair_is_male).text;
  o.audit = make_person_name(dice, -10 * whose - 2, true).text;
  o.women = make_person_name(dice, -10 * whose - 3, false).text;
  for (int turn = 4; turn < 9; ++turn) {
    o.legal = make_person_name(dice, -10 * whose - turn, true).text;
    if (o.legal != o.chair) break;
  }
  return o;
}

struct Term {
  int session = 1, years = 3;
  Date from, to;
};
Date years_after(Date day, int years) {
  return *Date::from_ymd(day.year() + years, day.month(),
                         day.month() == 2 ? std::min(day.day(), 28) : day.day());
}
Term term_of(const Dice& dice, std::int64_t whose, Date founded, Date as_of) {
  Term t;
  t.years = dice.chance(400, "term years", whose) ? 5 : 3;
  t.from = founded;
  while (years_after(t.from, t.years) <= as_of && t.session < 40)
    t.from = years_after(t.from, t.years), ++t.session;
  t.to = years_after(t.from, t.years).plus_days(-1);
  return t;
}

std::vector<OutCell> union_row(const DemoCounty& county, const DemoUnion& u, std::int64_t whose,
                               std::int64_t number) {
  const Dice& dice = county.dice;
  const bool upper = u.sort <= DemoUnionSort::industry;
  const Officers people = officers_of(dice, whose);
  const Term term = term_of(dice, whose, u.founded_on, county.options.as_of);
  const bool in_unit = !u.unit_name.empty();
  const std::string short_name = county.place.stem.substr(0, 3);
  std::string document = short_name + "总工〔" + std::to_string(u.founded_on.year()) + "〕" +
                         std::to_string(dice.below(180, "document", whose) + 1) + "号";
  if (!upper && dice.chance(8, "brackets", whose)) {
    document.replace(document.find("〔"), 3, "[");
    document.replace(document.find("〕"), 3, "]");
  }
  const std::int64_t members = u.is_new ? 25 + dice.below(60, "founding members", whose) : u.members;
  const std::int64_t employees = members + dice.below(members / 4 + 6, "employees", whose);
  auto share = [&](std::int64_t of, int least, int more, std::string_view what) {
    return of * (least + dice.below(more, what, whose)) / 100;
  };
  const std::int64_t women = u.is_new_form ? share(members, 8, 10, "women") : share(members, 35, 22, "women");
  std::vector<OutCell> row{count_cell(number),
                           text_cell(u.name),
                           text_cell(u.credit_code),
                           text_cell(u.parent),
                           text_cell(u.type),
                           text_cell(u.unit_name),
                           text_cell(u.unit_code),
                           text_cell(county.place.county + u.township + "文溪路" +
                                     std::to_string(dice.below(900, "house", whose) + 1) + "号"),
                           text_cell(u.township),
                           text_cell(u.nature),
                           text_cell(u.industry),
                           text_cell(in_unit ? people.legal : ""),
                           written_day(dice, whose, u.founded_on),
                           text_cell(upper ? "" : document),
                           day_cell(u.founded_on),
                           text_cell("第" + chinese_number(term.session) + "届"),
                           count_cell(term.years),
                           day_cell(term.from),
                           day_cell(term.to)};
  if (upper)
    row.insert(row.end(), 5, none());
  else
    for (std::int64_t n :
         {employees, women + (employees - members) / 3, share(employees, 20, 50, "migrants"), members, women})
      row.push_back(count_cell(n));
  row.push_back(count_cell(3 + 2 * dice.below(4, "seats", whose)));
  for (std::string_view text :
       {std::string_view(people.chair), std::string_view(people.chair_is_male ? "男" : "女"),
        std::string_view(upper ? "专职" : "兼职")})
    row.push_back(text_cell(text));
  row.push_back(text_cell(county.phone(whose)));
  row.push_back(text_cell(people.audit)), row.push_back(text_cell(people.women));
  row.push_back(text_cell(u.is_new_form ? "是" : "")), row.push_back(text_cell("正常")),
      row.push_back(none());
  return row;
}

}  // namespace

Result<void> write_demo_unions(const DemoCounty& county, const DemoProgress& progress, DemoPaths& paths) {
  const std::string path = county.place.file_stem + "工会组织信息采集表_" + county.place.month + ".xlsx";
  TRY(auto book, DemoBook::create(path, false, county.options.as_of));
  book->begin(union_table(county));
  const std::int64_t uppers = county.unions.upper_count(), basics = county.unions.count();
  const DemoStep step(progress, "工会组织信息采集表", uppers + basics);
  std::int64_t number = 0, members = 0;
  for (std::int64_t i = 0; i < uppers; ++i) book->add(union_row(county, county.unions.upper(i), i, ++number));
  for (std::int64_t i = 0; i < basics; ++i) {
    DemoUnion u = county.unions.basic(i);
    members += u.members;
    const std::int64_t whose = uppers + i;
    if (i == basics / 2) u.credit_code = wrong_check_digit(u.credit_code);
    if (i == basics / 3 && !u.unit_code.empty())
      u.credit_code = u.unit_code;  // the firm's code in the union's column
    book->add(union_row(county, u, whose, ++number));
    if (i == basics / 4) book->add(union_row(county, u, whose, ++number));  // the same union twice
    step.tell(uppers + i + 1);
  }
  book->end({{22, true, members}});
  book->add_notes({"1.工会统一社会信用代码以81或89开头，未办理法人登记的可不填，不得填写单位代码。",
                   "2.建会日期为上级工会批复选举结果的日期。", "3.批复文号中的年份用六角括号〔〕。",
                   "4.届期为3年或5年。"});
  paths.push_back(path);
  return book->finish();
}

Result<void> write_demo_coverage(const DemoCounty& county, const DemoProgress& progress, DemoPaths& paths) {
  const std::string path = county.place.file_stem + "工会覆盖单位表_" + county.place.month + ".xlsx";
  TRY(auto book, DemoBook::create(path, false, county.options.as_of));
  DemoTable table;
  table.sheet_name = "覆盖单位";
  table.title = county.place.city + county.place.county + "联合工会覆盖单位情况表";
  table.reporter = county.place.realm, table.unit = "家、人";
  table.headers = {{"序号", "工会名称", "覆盖单位名称", "单位统一社会信用代码", "覆盖起始日期", "职工数",
                    "是否主建单位", "备注"}};
  table.widths = {6, 38, 34, 22, 14, 10, 12, 16};
  book->begin(table);
  const DemoStep step(progress, "工会覆盖单位表", county.unions.count());
  std::int64_t number = 0, firm = 0, employees = 0;
  for (std::int64_t i = 0; i < county.unions.count(); ++i) {
    step.tell(i + 1);
    if (!county.unions.is_joint(i)) continue;
    const DemoUnion u = county.unions.basic(i);
    const std::int64_t firms = 3 + county.dice.below(5, "covered firms", i);
    for (std::int64_t k = 0; k < firms; ++k, ++firm) {
      const std::int64_t staff = 6 + county.dice.below(45, "covered staff", firm);
      const int span = std::max(1, county.options.as_of.days() - u.founded_on.days());
      const Date from = u.founded_on.plus_days(
          static_cast<int>(county.dice.below(std::min(span, 400), "cover from", firm)));
      std::string code = make_unit_code("91", county.place.division, 200'000'000 + firm);
      if (firm == 5) code = " " + code;
      std::vector<OutCell> row{count_cell(++number),
                               text_cell(u.name),
                               text_cell(county.unions.other_firm(1, firm, u.is_new_form ? "快递服务" : "")),
                               text_cell(code),
                               written_day(county.dice, firm, from),
                               count_cell(staff),
                               text_cell(k == 0 ? "是" : ""),
                               none()};
      book->add(row);
      employees += staff;
      if (firm != 7) continue;
      book->add(row);  // the same unit twice
      employees += staff;
    }
  }
  book->end({{5, true, employees}});
  book->add_notes({"1.一个联合工会覆盖多家单位的，一家一行。",
                   "2.同一单位被两个联合工会覆盖的，统计覆盖企业时只计一家。"});
  paths.push_back(path);
  return book->finish();
}

}  // namespace niangjia::app
