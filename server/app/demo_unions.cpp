#include "app/demo_unions.h"

#include <algorithm>

#include "base/identifiers.h"

namespace niangjia::app {

namespace {

constexpr std::int64_t kMembersOfUnion = 65;
constexpr std::string_view kCodeLetters = "0123456789ABCDEFGHJKLMNPQRTUWXY";  // GB 32100
constexpr std::int64_t kCodeCount = 887'503'681;                              // 31^6

constexpr std::string_view kNewFormTrades[] = {"快递", "新就业形态", "货运", "网约配送", "网约车"};
constexpr int kJointTrades = 12;
constexpr std::string_view kJointWords[kJointTrades] = {
    "中药材", "工艺品", "塑料制品", "机械", "餐饮", "商贸", "建筑", "物业", "家政", "纺织", "旅游", "农产品"};
constexpr std::string_view kJointIndustries[kJointTrades] = {"批发和零售业",
                                                             "制造业",
                                                             "制造业",
                                                             "制造业",
                                                             "住宿和餐饮业",
                                                             "批发和零售业",
                                                             "建筑业",
                                                             "房地产业",
                                                             "居民服务、修理和其他服务业",
                                                             "纺织业",
                                                             "文化、体育和娱乐业",
                                                             "农、林、牧、渔业"};
constexpr std::string_view kOffices[] = {
    "发展和改革局", "经济商务局",           "教育局",     "公安局",           "民政局",     "司法局",
    "财政局",       "人力资源和社会保障局", "自然资源局", "住房和城乡建设局", "交通运输局", "水利局",
    "农业农村局",   "文化旅游局",           "卫生健康局", "市场监督管理局"};
constexpr std::int64_t kOfficeCount = std::size(kOffices);

std::string serial(std::int64_t number) {
  return number == 0 ? "" : "（" + std::to_string(number + 1) + "）";
}

}  // namespace

std::string make_unit_code(std::string_view kind, const std::string& division, std::int64_t index) {
  static const Shuffle order(kCodeCount, 271'828'182);
  std::int64_t rest = order(index);
  std::string organisation = "MA000000";
  for (std::size_t at = 8; at-- > 2; rest /= 31)
    organisation[at] = kCodeLetters[static_cast<std::size_t>(rest % 31)];
  std::string code =
      std::string(kind) + division + organisation + organisation_code_check_digit(organisation);
  return code + credit_code_check_digit(code);
}

DemoUnions::DemoUnions(const Dice& dice, const DemoPlace& place, std::int64_t members, Date as_of)
    : dice_(dice), place_(place), as_of_(as_of) {
  const std::int64_t towns = static_cast<std::int64_t>(place.townships.size());
  const std::int64_t count = std::max<std::int64_t>(24, members / kMembersOfUnion);
  old_new_form_ = std::max(std::min<std::int64_t>(towns, count / 12), count / 40);
  new_new_form_ = std::max<std::int64_t>(2, count / 110);
  new_ordinary_ = std::max<std::int64_t>(3, count / 28);
  old_ordinary_ = count - old_new_form_ - new_new_form_ - new_ordinary_;
  add_uppers(as_of);
  lay_out_members(members);
}

DemoUnion DemoUnions::upper_of(DemoUnionSort sort, std::string name, std::string parent,
                               std::string_view type, int year) const {
  const std::int64_t index = upper_count();
  DemoUnion u;
  u.sort = sort;
  u.name = std::move(name), u.parent = std::move(parent);
  u.type = type;
  u.credit_code = make_unit_code("81", place_.division, 600'000'000 + index);
  u.township = place_.townships.front();
  u.founded_on = *Date::from_ymd(year, 3, 1);
  u.founded_on = u.founded_on.plus_days(static_cast<int>(dice_.below(280, "upper founded", index)));
  return u;
}

void DemoUnions::add_uppers(Date as_of) {
  using enum DemoUnionSort;
  auto year = [&](int earliest, int years) {
    int y = earliest + static_cast<int>(dice_.below(years, "upper year", upper_count()));
    return std::min(y, as_of.year() - 2);
  };
  uppers_.push_back(upper_of(federation, place_.realm, place_.city + "总工会", "总工会", year(1951, 10)));
  for (const auto& town : place_.townships) {
    DemoUnion u = upper_of(township, place_.county + town + "总工会", place_.realm, "总工会", year(2001, 15));
    u.township = town;
    uppers_.push_back(std::move(u));
  }
  for (std::string_view word : {"教育工会", "机关工会", "卫生健康工会", "建筑行业工会联合会"}) {
    bool is_union = word.ends_with("联合会");
    uppers_.push_back(upper_of(industry, place_.county + std::string(word), place_.realm,
                               is_union ? "行业性工会联合会" : "产业工会", year(1984, 25)));
  }
}

// Sizes differ as they do: many small, some large; new-form unions are larger, for they cover a trade.
void DemoUnions::lay_out_members(std::int64_t members) {
  const std::int64_t unions = old_new_form_ + old_ordinary_;
  auto weight = [&](std::int64_t u) {
    double x = static_cast<double>(dice_.below(1000, "union size", u)) / 1000;
    double w = 0.25 + 0.6 * x + (x > 0.9 ? 14 * (x - 0.9) * (x > 0.99 ? 12 : 4) : 0);
    return u < old_new_form_ ? w * 1.2 : w;
  };
  double total = 0, sum = 0;
  for (std::int64_t u = 0; u < unions; ++u) total += weight(u);
  first_member_.reserve(static_cast<std::size_t>(unions) + 1);
  for (std::int64_t u = 0; u < unions; ++u) {
    first_member_.push_back(static_cast<std::int64_t>(static_cast<double>(members) * sum / total));
    sum += weight(u);
  }
  first_member_.push_back(members);
}

bool DemoUnions::is_new_form(std::int64_t index) const {
  const std::int64_t old = old_new_form_ + old_ordinary_;
  return index < old_new_form_ || (index >= old && index < old + new_new_form_);
}

std::int64_t DemoUnions::new_form_ordinal(std::int64_t index) const {
  return index < old_new_form_ ? index : index - old_ordinary_;
}

std::int64_t DemoUnions::ordinary_ordinal(std::int64_t index) const {
  return is_new(index) ? index - old_new_form_ - new_new_form_ : index - old_new_form_;
}

DemoUnionSort DemoUnions::ordinary_sort(std::int64_t ordinal) const {
  switch (ordinal % 20) {
    case 0:
      return ordinal / 20 < kOfficeCount ? DemoUnionSort::office : DemoUnionSort::firm;
    case 1:
      return DemoUnionSort::school;
    case 2:
    case 12:
      return DemoUnionSort::joint;
    default:
      return DemoUnionSort::firm;
  }
}

bool DemoUnions::is_joint(std::int64_t index) const {
  return is_new_form(index) || ordinary_sort(ordinary_ordinal(index)) == DemoUnionSort::joint;
}

const std::string& DemoUnions::some_township(std::string_view what, std::int64_t whose) const {
  // The seat of the county, which the list names first, is larger than the rest.
  const std::int64_t towns = static_cast<std::int64_t>(place_.townships.size());
  const std::int64_t a = dice_.below(towns, what, whose * 2), b = dice_.below(towns, what, whose * 2 + 1);
  return place_.townships[static_cast<std::size_t>(std::min(a, b))];
}

const std::string& DemoUnions::township_of(std::int64_t index) const {
  const std::int64_t towns = static_cast<std::int64_t>(place_.townships.size());
  if (is_new_form(index)) return place_.townships[static_cast<std::size_t>(new_form_ordinal(index) % towns)];
  const std::int64_t ordinal = ordinary_ordinal(index);
  if (ordinary_sort(ordinal) == DemoUnionSort::joint)
    return place_.townships[static_cast<std::size_t>(ordinal / 10 % towns)];
  return some_township("union township", index);
}

std::string DemoUnions::firm_name(std::int64_t index, std::string_view trade) const {
  static constexpr std::int64_t names = kFirmWordCount * kFirmTradeCount;
  static const Shuffle words(kFirmWordCount, 1021);
  const std::int64_t block = index / kFirmWordCount,
                     places = static_cast<std::int64_t>(place_.townships.size()) + 2;
  const std::int64_t trade_place = block % kFirmTradeCount, prefix = index / names % places,
                     round = index / names / places;
  std::string start = prefix == 0   ? place_.stem
                      : prefix == 1 ? "浙江" + place_.stem
                                    : place_.stem + place_.townships[prefix - 2];
  if (prefix >= 2)
    for (std::string_view end : {"街道", "镇", "乡"})
      if (start.ends_with(end)) {
        start.resize(start.size() - end.size());
        break;
      }
  const FirmTrade& own = firm_trade(index % kFirmWordCount + trade_place);  // neighbours differ in trade
  return start + firm_words(words(index)) + std::string(trade.empty() ? own.word : trade) + serial(round) +
         "有限公司";
}

std::string DemoUnions::other_firm(int kind, std::int64_t index, std::string_view trade) const {
  return firm_name(count() + index, trade.empty() ? "" : kind == 2 ? std::string(trade) + "服务" : trade);
}

std::string DemoUnions::joint_name(std::int64_t ordinal) const {
  const std::int64_t towns = static_cast<std::int64_t>(place_.townships.size()), n = ordinal / 10;
  const std::string& town = place_.townships[static_cast<std::size_t>(n % towns)];
  return place_.county + town + std::string(kJointWords[n / towns % kJointTrades]) + "行业联合工会" +
         serial(n / towns / kJointTrades);
}

std::string DemoUnions::school_name(std::int64_t ordinal) const {
  const std::int64_t n = ordinal / 20 + 1;
  if (n % 3 == 0) return place_.county + "第" + std::to_string(n / 3) + "中学";
  return place_.county + "第" + std::to_string(n - n / 3) + (n % 3 == 1 ? "小学" : "幼儿园");
}

std::string DemoUnions::name_of(std::int64_t index) const {
  static const std::string committee = "委员会";
  if (is_new_form(index)) {
    const std::int64_t n = new_form_ordinal(index),
                       towns = static_cast<std::int64_t>(place_.townships.size());
    if (n == 0) return place_.county + "快递行业联合工会" + committee;
    const std::string_view trade = kNewFormTrades[n / towns % std::size(kNewFormTrades)];
    return place_.county + township_of(index) + std::string(trade) + (trade == "新就业形态" ? "" : "行业") +
           "联合工会" + serial(n / towns / static_cast<std::int64_t>(std::size(kNewFormTrades))) + committee;
  }
  const std::int64_t ordinal = ordinary_ordinal(index);
  switch (ordinary_sort(ordinal)) {
    case DemoUnionSort::office:
      return place_.county + std::string(kOffices[ordinal / 20]) + "工会" + committee;
    case DemoUnionSort::school:
      return school_name(ordinal) + "工会" + committee;
    case DemoUnionSort::joint:
      return joint_name(ordinal) + committee;
    default:
      return firm_name(ordinal, "") + "工会" + committee;
  }
}

Date DemoUnions::founded_on(std::int64_t index) const {
  const Date new_year = *Date::from_ymd(as_of_.year(), 1, 1);
  if (is_new(index)) {
    const int days = std::max(1, as_of_.days() - new_year.days());
    return new_year.plus_days(static_cast<int>(dice_.below(std::max(1, days * 4 / 5), "founded", index)));
  }
  const int years = is_new_form(index) ? 4 : 18;
  return new_year.plus_days(-1 - static_cast<int>(dice_.below(years * 365, "founded", index)));
}

DemoUnion DemoUnions::basic(std::int64_t index) const {
  DemoUnion u;
  u.name = name_of(index);
  u.is_new_form = is_new_form(index), u.is_new = is_new(index);
  u.township = township_of(index);
  u.parent = place_.county + u.township + "总工会";
  u.founded_on = founded_on(index);
  u.members = members_of(index);
  u.credit_code = make_unit_code("81", place_.division, 610'000'000 + index);
  const std::int64_t ordinal = u.is_new_form ? 0 : ordinary_ordinal(index);
  u.sort = u.is_new_form ? DemoUnionSort::new_form : ordinary_sort(ordinal);
  if (u.is_new_form || u.sort == DemoUnionSort::joint) {
    const auto trade = static_cast<std::size_t>(
        ordinal / 10 / static_cast<std::int64_t>(place_.townships.size()) % kJointTrades);
    u.type = "联合基层工会";
    u.industry = u.is_new_form ? "交通运输、仓储和邮政业" : kJointIndustries[trade];
    if (u.is_new_form && new_form_ordinal(index) == 0) u.parent = place_.realm;
    return u;
  }
  u.type = "单独基层工会";
  u.unit_name = u.name.substr(0, u.name.size() - std::string_view("工会委员会").size());
  u.nature = u.sort == DemoUnionSort::firm ? "私营企业" : u.sort == DemoUnionSort::school ? "事业" : "机关";
  u.industry = u.sort == DemoUnionSort::firm
                   ? firm_trade(ordinal % kFirmWordCount + ordinal / kFirmWordCount).industry
               : u.sort == DemoUnionSort::school ? "教育"
                                                 : "公共管理、社会保障和社会组织";
  u.unit_code = make_unit_code(u.sort == DemoUnionSort::firm     ? "91"
                               : u.sort == DemoUnionSort::school ? "12"
                                                                 : "11",
                               place_.division, index);
  if (u.sort == DemoUnionSort::school) u.parent = place_.county + "教育工会";
  if (u.sort == DemoUnionSort::office) u.parent = place_.county + "机关工会";
  return u;
}

std::int64_t DemoUnions::union_of_member(std::int64_t member) const {
  return std::upper_bound(first_member_.begin(), first_member_.end() - 1, member) - first_member_.begin() - 1;
}

std::int64_t DemoUnions::members_of(std::int64_t index) const {
  if (is_new(index)) return 0;
  const auto at = static_cast<std::size_t>(index);
  return first_member_[at + 1] - first_member_[at];
}

std::string_view DemoUnions::category_of(std::int64_t union_index, std::int64_t person) const {
  if (!is_new_form(union_index)) return dice_.chance(25, "group", person) ? "环卫工人" : "";
  static constexpr std::string_view own[] = {"快递员", "", "货车司机", "外卖配送员", "网约车司机"};
  static constexpr std::string_view mixed[] = {"快递员",     "外卖配送员", "货车司机", "快递员",
                                               "网约车司机", "网络主播",   "收派员",   "代驾员"};
  const std::int64_t n = new_form_ordinal(union_index),
                     towns = static_cast<std::int64_t>(place_.townships.size());
  const std::string_view word = n == 0 ? own[0] : own[n / towns % std::size(own)];
  if (word.empty() || dice_.chance(60, "mixed", person)) return dice_.pick(mixed, "category", person);
  return word;
}

std::int64_t DemoUnions::joined_union(bool new_form, std::int64_t whose, Date day) const {
  const std::int64_t old = old_new_form_ + old_ordinary_;
  const std::int64_t first_new = new_form ? old : old + new_new_form_,
                     news = new_form ? new_new_form_ : new_ordinary_;
  if (dice_.chance(new_form ? 600 : 450, "joins a new union", whose)) {
    const std::int64_t u = first_new + dice_.below(news, "new union", whose);
    if (founded_on(u) <= day) return u;
  }
  const std::int64_t first = new_form ? 0 : new_form_members(),
                     last = new_form ? new_form_members() : members();
  return union_of_member(first + dice_.below(std::max<std::int64_t>(1, last - first), "old union", whose));
}

}  // namespace niangjia::app
