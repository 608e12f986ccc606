// 会员信息采集表, in as many sheets and files as it needs, and 会籍变化登记表.
#include <algorithm>

#include "app/demo_files.h"

namespace niangjia::app {

using sheet::OutCell;

namespace {

constexpr std::int64_t kRowsOfSheet = 500'000, kRowsOfBook = 1'000'000, kRowsOfCsv = 2'000'000;

DemoTable member_table(const DemoCounty& county, std::int64_t sheet) {
  DemoTable table;
  table.sheet_name = sheet == 0 ? "会员" : "会员" + std::to_string(sheet + 1);
  table.title = county.place.city + county.place.county + "工会会员信息采集表（截至" +
                std::to_string(county.options.as_of.year() - 1) + "年12月31日）";
  table.reporter = county.place.realm, table.unit = "人";
  table.headers = {{"序号", "姓名", "性别", "证件号码", "学历", "移动电话", "政治面貌", "是否农民工",
                    "所属工会", "入会日期", "会籍状态", "新就业形态类别", "备注"}};
  table.widths = {8, 12, 6, 22, 8, 14, 10, 10, 40, 12, 10, 14, 12};
  return table;
}

Date joined_on(const DemoCounty& county, std::int64_t member, Date born, Date founded) {
  const Date last = Date::from_ymd(county.options.as_of.year(), 1, 1)->plus_days(-1);
  const Date grown = born.plus_days(18 * 366);
  const Date first = std::min(last, std::max(founded, grown));
  return first.plus_days(
      static_cast<int>(county.dice.below(last.days() - first.days() + 1, "joined", member)));
}

// The union of the row before is nearly always that of this row.
struct UnionAtHand {
  std::int64_t index = -1;
  DemoUnion is;
};

std::vector<OutCell> member_row(const DemoCounty& county, std::int64_t member, UnionAtHand& at_hand) {
  const std::int64_t u = county.unions.union_of_member(member);
  if (at_hand.index != u) at_hand = {u, county.unions.basic(u)};
  const DemoPerson p = county.person(member);
  const auto stock = county.stock_of(member);
  using Stock = DemoCounty::Stock;
  const std::int64_t slip = county.dice.below(4000, "slip of member", member);
  std::string phone = slip < 12 ? (slip < 6 ? "" : "无") : slip == 12 ? full_width(p.phone) : p.phone;
  if (slip == 13) phone = p.phone.substr(0, 3) + " " + p.phone.substr(3, 4) + " " + p.phone.substr(7);
  return {count_cell(member + 1),
          text_cell(untidy_name(county.dice, member, p.name)),
          text_cell(p.is_male == (slip != 14) ? "男" : "女"),
          text_cell(untidy_identity(county.dice, member, p.identity)),
          text_cell(p.education),
          text_cell(phone),
          text_cell(p.politics),
          text_cell(p.is_migrant ? "是" : "否"),
          text_cell(at_hand.is.name),
          written_day(county.dice, member, joined_on(county, member, p.born, at_hand.is.founded_on)),
          text_cell(stock == Stock::active     ? "在会"
                    : stock == Stock::retained ? "保留会籍"
                                               : "已退会"),
          text_cell(county.unions.category_of(u, member)),
          none()};
}

// What stands between the rows here and there: a subtotal, somebody twice, a number whose check digit is
// wrong.
std::int64_t add_slips(const DemoCounty& county, DemoBook& book, std::int64_t member,
                       std::vector<OutCell>& row) {
  const std::int64_t all = county.members();
  if (member == county.unions.members_of(0) - 1) {
    std::vector<OutCell> subtotal(row.size());
    subtotal[0] = text_cell("小计");
    subtotal[1] = count_cell(member + 1);
    book.add(subtotal);
    return 0;
  }
  if (member == all / 3) {
    row[1] = text_cell("测试丁");
    row[3] = text_cell(wrong_check_digit(county.person(member).identity));
    book.add(row);
    return 1;
  }
  const bool again = member == all / 2, elsewhere = member == all * 2 / 3;
  if (!again && !elsewhere) return 0;
  if (elsewhere) row[8] = text_cell(county.unions.name_of(0));
  book.add(row);
  return 1;
}

std::string member_path(const DemoCounty& county, std::int64_t file, bool many) {
  std::string number = file < 9 ? "0" + std::to_string(file + 1) : std::to_string(file + 1);
  return county.place.file_stem + "会员信息采集表_" + county.place.month + (many ? "_" + number : "") +
         (county.options.members_as_csv ? ".csv" : ".xlsx");
}

void write_member_sheet(const DemoCounty& county, DemoBook& book, std::int64_t first, std::int64_t last,
                        const DemoStep& step) {
  UnionAtHand at_hand;
  std::int64_t rows = 0;
  for (std::int64_t member = first; member < last; ++member) {
    auto row = member_row(county, member, at_hand);
    book.add(row);
    rows += 1 + add_slips(county, book, member, row);
    step.tell(member + 1);
  }
  book.end({{2, false, rows}});
}

struct ChangeWriter {
  const DemoCounty& county;
  DemoBook& book;
  std::int64_t number = 0;

  void add(const DemoChange& c, std::int64_t act, std::string_view word, std::string_view reason,
           std::int64_t at, const std::string& other) {
    const DemoPerson p = county.person(c.person);
    const std::string_view category = county.unions.category_of(at, c.person);
    const bool new_form = county.unions.is_new_form(at);
    static constexpr std::string_view brands[] = {"顺丰速运", "圆通速递", "中通快递",
                                                  "美团外卖", "货拉拉",   "滴滴出行"};
    book.add({count_cell(++number), text_cell(word), written_day(county.dice, c.person, c.day),
              text_cell(reason), text_cell(untidy_name(county.dice, c.person, p.name)),
              text_cell(p.is_male ? "男" : "女"),
              text_cell(untidy_identity(county.dice, c.person + 7, p.identity)), text_cell(p.phone),
              text_cell(p.education), text_cell(p.politics), text_cell(p.is_migrant ? "是" : "否"),
              text_cell(new_form ? "是" : ""), text_cell(category),
              text_cell(new_form ? county.dice.pick(brands, "platform", c.person) : ""),
              text_cell(county.unions.name_of(at)), text_cell(other), none()});
    if (act == county.acts() / 2)
      book.add({count_cell(number), text_cell(word), day_cell(c.day), none(), text_cell(p.name), none(),
                text_cell(p.identity), none(), none(), none(), none(), none(), none(), none(),
                text_cell(county.unions.name_of(at)), text_cell(other), text_cell("重报")});
  }

  void add(const DemoChange& c, std::int64_t act) {
    static constexpr std::string_view keep[] = {"失业", "退休", "生育离岗", "内部退养"};
    static constexpr std::string_view outside[] = {
        "义乌市××商贸有限公司工会委员会", "杭州市××物流有限公司工会委员会", "东阳市××建设有限公司工会委员会"};
    const std::string other(county.dice.pick(outside, "outside", act));
    switch (c.act) {
      case DemoAct::join:
        return add(c, act, "入会", "", c.to_union, "");
      case DemoAct::transfer_in:
        return add(c, act, "转入", "劳动(工作)关系发生变化", c.to_union, other);
      case DemoAct::transfer_out:
        return add(c, act, "转出", "劳动(工作)关系发生变化", c.from_union, other);
      case DemoAct::retain:
        return add(c, act, act % 9 ? "保留会籍" : "保留", county.dice.pick(keep, "keep", act), c.from_union,
                   "");
      case DemoAct::leave:
        return add(c, act, "退会", "本人申请", c.from_union, "");
      case DemoAct::expel:
        return add(c, act, "除名", "严重违反章程", c.from_union, "");
      case DemoAct::restore:
        return add(c, act, act % 2 ? "入会" : "恢复会籍", "重新就业", c.to_union, "");
      case DemoAct::death:
        return add(c, act, "死亡", "病故", c.from_union, "");
      case DemoAct::move:
        add(c, act, "转出", "劳动(工作)关系发生变化", c.from_union, county.unions.name_of(c.to_union));
        return add(c, act, "转入", "劳动(工作)关系发生变化", c.to_union, county.unions.name_of(c.from_union));
    }
  }
};

}  // namespace

Result<void> write_demo_members(const DemoCounty& county, const DemoProgress& progress, DemoPaths& paths) {
  const bool csv = county.options.members_as_csv;
  const std::int64_t all = county.members(), of_file = csv ? kRowsOfCsv : kRowsOfBook,
                     of_sheet = csv ? kRowsOfCsv : kRowsOfSheet;
  const DemoStep step(progress, "会员信息采集表", all);
  for (std::int64_t start = 0, file = 0; start < all; start += of_file, ++file) {
    const std::string path = member_path(county, file, all > of_file);
    TRY(auto book, DemoBook::create(path, csv, county.options.as_of));
    const std::int64_t end = std::min(all, start + of_file);
    for (std::int64_t first = start, sheet = 0; first < end; first += of_sheet, ++sheet) {
      book->begin(member_table(county, sheet));
      write_member_sheet(county, *book, first, std::min(end, first + of_sheet), step);
    }
    book->add_notes(
        {"1.一人只能有一个会籍；保留会籍人员不计入会员数。", "2.证件号码请按文本格式填写，末位X大写。"});
    CHECK_OK(book->finish());
    paths.push_back(path);
  }
  return {};
}

Result<void> write_demo_standing(const DemoCounty& county, const DemoProgress& progress, DemoPaths& paths) {
  const std::int64_t acts = county.acts();
  const DemoStep step(progress, "会籍变化登记表", acts);
  for (std::int64_t start = 0, file = 0; start < acts; start += kRowsOfBook, ++file) {
    const std::string path = county.place.file_stem + std::to_string(county.options.as_of.year()) +
                             "年会籍变化登记表_" + county.place.month +
                             (acts > kRowsOfBook ? "_0" + std::to_string(file + 1) : "") + ".xlsx";
    TRY(auto book, DemoBook::create(path, false, county.options.as_of));
    DemoTable table;
    table.title = county.place.city + county.place.county + "工会会员会籍变化登记表（会籍变化）";
    table.reporter = county.place.realm, table.unit = "人";
    table.headers = {{"序号", "会籍变化类型", "会籍变化日期", "会籍变化原因", "姓名", "性别", "公民身份号码",
                      "手机", "学历", "政治面貌", "是否农民工", "是否新业态", "新就业形态类别",
                      "平台（品牌）", "办理工会", "对方工会", "备注"}};
    table.widths = {8, 12, 12, 20, 12, 6, 22, 14, 8, 10, 10, 10, 14, 12, 40, 34, 12};
    const std::int64_t end = std::min(acts, start + kRowsOfBook);
    for (std::int64_t first = start, sheet = 0; first < end; first += kRowsOfSheet, ++sheet) {
      table.sheet_name = sheet == 0 ? "会籍变化" : "会籍变化" + std::to_string(sheet + 1);
      book->begin(table);
      ChangeWriter writer{county, *book};
      for (std::int64_t act = first; act < std::min(end, first + kRowsOfSheet); ++act) {
        writer.add(county.change(act), act);
        step.tell(act + 1);
      }
      book->end({{4, false, writer.number}});
    }
    book->add_notes({"1.会籍变化类型：入会、转入、保留、转出、除名、退会。",
                     "2.从外县（市、区）转入转出的，填写对方工会全称。",
                     "3.已是会员的不得再次填报入会，应办理转会。"});
    CHECK_OK(book->finish());
    paths.push_back(path);
  }
  return {};
}

}  // namespace niangjia::app
