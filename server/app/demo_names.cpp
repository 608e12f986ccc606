#include "app/demo_names.h"

namespace niangjia::app {

namespace {

struct Surname {
  const char* text;
  int weight;  // roughly per thousand
};

constexpr Surname kSurnames[] = {
    {"陈", 82}, {"张", 58},  {"周", 48},  {"王", 56},  {"李", 44},  {"徐", 38},  {"吴", 36},  {"朱", 28},
    {"林", 24}, {"黄", 28},  {"胡", 26},  {"潘", 18},  {"郑", 22},  {"金", 22},  {"马", 18},  {"卢", 16},
    {"孔", 12}, {"杨", 22},  {"赵", 16},  {"刘", 22},  {"何", 16},  {"方", 16},  {"叶", 18},  {"沈", 16},
    {"蒋", 12}, {"郭", 10},  {"施", 10},  {"应", 9},   {"厉", 9},   {"羊", 6},   {"倪", 8},   {"傅", 8},
    {"孙", 14}, {"许", 12},  {"高", 9},   {"宋", 9},   {"曹", 9},   {"丁", 8},   {"余", 9},   {"俞", 8},
    {"董", 7},  {"程", 8},   {"罗", 10},  {"梁", 8},   {"谢", 9},   {"唐", 8},   {"韩", 7},   {"冯", 7},
    {"邓", 7},  {"彭", 7},   {"曾", 7},   {"萧", 3},   {"田", 6},   {"袁", 6},   {"蔡", 7},   {"楼", 6},
    {"斯", 3},  {"章", 6},   {"姚", 6},   {"汪", 7},   {"钱", 6},   {"童", 5},   {"龚", 5},   {"邵", 5},
    {"石", 5},  {"陆", 5},   {"任", 5},   {"江", 5},   {"洪", 5},   {"盛", 4},   {"包", 4},   {"单", 3},
    {"解", 2},  {"仇", 2},   {"查", 2},   {"翁", 3},   {"卜", 1},   {"覃", 4},   {"韦", 4},   {"莫", 3},
    {"龙", 4},  {"欧阳", 3}, {"诸葛", 3}, {"上官", 2}, {"司马", 1}, {"司徒", 1}, {"皇甫", 1}, {"夏侯", 1},
    {"尉迟", 1}};

constexpr const char* kMale[] = {"伟", "强", "军", "勇", "杰", "磊", "涛", "明", "超", "刚", "平", "辉",
                                 "鹏", "华", "飞", "斌", "波", "宇", "浩", "凯", "健", "俊", "帆", "帅",
                                 "旭", "宁", "龙", "林", "阳", "建", "国", "志", "文", "海", "德", "福",
                                 "祥", "庆", "兴", "良", "根", "荣", "新", "金", "水", "土", "法", "生",
                                 "成", "东", "立", "永", "正", "学", "树", "松", "柏", "峰", "岩", "川"};
constexpr const char* kFemale[] = {"芳", "娜", "敏", "静", "秀", "丽", "艳", "娟", "霞", "燕", "玲", "英",
                                   "萍", "红", "梅", "琴", "兰", "珍", "莉", "云", "洁", "倩", "雪", "婷",
                                   "琳", "慧", "颖", "佳", "怡", "欣", "雅", "思", "梦", "晓", "小", "美",
                                   "凤", "香", "月", "春", "爱", "菊", "荷", "莲", "素", "巧", "仙", "彩",
                                   "银", "翠", "若", "语", "涵", "诗", "琪", "瑶", "蕾", "茜", "薇", "苗"};
// Letters that old systems lose: beyond GB 2312, and the last three beyond the basic plane.
constexpr const char* kRare[] = {"喆", "堃", "淼", "翀", "珺", "赟", "頔", "犇", "煊", "𬭎", "𬀩", "𫖯"};

struct FarName {
  const char *given, *family;
};
constexpr FarName kWesternMale[] = {
    {"阿里木", "买买提"}, {"艾力", "吐尔逊"}, {"库尔班", "热合曼"}, {"玉素甫", "依明"}};
constexpr FarName kWesternFemale[] = {
    {"阿依古丽", "艾山"}, {"古丽娜", "司马义"}, {"热依汗", "吾守尔"}, {"帕提古丽", "卡德尔"}};

constexpr const char* kFirst[] = {"恒", "鑫", "瑞", "宏", "盛", "华", "永", "兴", "正", "大", "金", "天",
                                  "新", "安", "远", "海", "万", "润", "博", "诚", "信", "泰", "丰", "利",
                                  "祥", "和", "顺", "嘉", "佳", "美", "康", "德", "广", "东", "中", "亚",
                                  "浙", "联", "众", "力", "通", "达", "凯", "腾", "飞", "卓", "越", "启"};
constexpr const char* kSecond[] = {"泰", "源", "丰", "达", "发", "通", "隆", "昌", "业", "成", "鼎", "峰",
                                   "宇", "川", "航", "诺", "邦", "旺", "茂", "林", "森", "洋", "星", "辰",
                                   "光", "明", "辉", "耀", "龙", "腾", "杰", "豪", "伟", "强", "康", "宁",
                                   "悦", "欣", "雅", "思", "创", "新", "科", "能", "捷", "驰", "翔", "云"};
static_assert(std::size(kFirst) == 48 && std::size(kSecond) == 48);

constexpr FirmTrade kTrades[] = {{"机械制造", "制造业"},
                                 {"塑料制品", "制造业"},
                                 {"医药", "制造业"},
                                 {"工艺品", "制造业"},
                                 {"食品", "制造业"},
                                 {"服饰", "纺织服装、服饰业"},
                                 {"纺织", "纺织业"},
                                 {"电子", "制造业"},
                                 {"五金工具", "制造业"},
                                 {"中药材", "批发和零售业"},
                                 {"商贸", "批发和零售业"},
                                 {"超市", "批发和零售业"},
                                 {"建筑工程", "建筑业"},
                                 {"装饰工程", "建筑业"},
                                 {"酒店管理", "住宿和餐饮业"},
                                 {"餐饮管理", "住宿和餐饮业"},
                                 {"物业服务", "房地产业"},
                                 {"运输", "交通运输、仓储和邮政业"},
                                 {"物流", "交通运输、仓储和邮政业"},
                                 {"家政服务", "居民服务、修理和其他服务业"},
                                 {"网络科技", "信息传输、软件和信息技术服务业"},
                                 {"旅游开发", "文化、体育和娱乐业"},
                                 {"农业开发", "农、林、牧、渔业"},
                                 {"环保科技", "水利、环境和公共设施管理业"}};
static_assert(std::size(kTrades) == kFirmTradeCount);

const char* surname(const Dice& dice, std::int64_t whose) {
  static const int total = [] {
    int sum = 0;
    for (const Surname& s : kSurnames) sum += s.weight;
    return sum;
  }();
  auto drawn = static_cast<int>(dice.below(total, "surname", whose));
  for (const Surname& s : kSurnames) {
    if (drawn < s.weight) return s.text;
    drawn -= s.weight;
  }
  return kSurnames[0].text;
}

const char* given_letter(const Dice& dice, std::string_view what, std::int64_t whose, bool is_male) {
  return is_male ? dice.pick(kMale, what, whose) : dice.pick(kFemale, what, whose);
}

}  // namespace

PersonName make_person_name(const Dice& dice, std::int64_t whose, bool is_male) {
  std::int64_t kind = dice.below(1000, "name kind", whose);
  if (kind < 4) {
    const FarName& far =
        is_male ? dice.pick(kWesternMale, "far", whose) : dice.pick(kWesternFemale, "far", whose);
    const FarName& other =
        is_male ? dice.pick(kWesternMale, "kin", whose) : dice.pick(kWesternFemale, "kin", whose);
    return {std::string(far.given) + "·" + other.family, "维吾尔族"};
  }
  std::string name = surname(dice, whose);
  std::string_view people = name == "覃" || name == "韦" ? "壮族" : name == "龙" ? "苗族" : "汉族";
  if (kind < 12) return {name + dice.pick(kRare, "rare", whose), people};
  name += given_letter(dice, "given", whose, is_male);
  if (kind >= 160) name += given_letter(dice, "given 2", whose, is_male);
  return {std::move(name), people};
}

std::string firm_words(std::int64_t index) {
  return std::string(kFirst[index / 48 % 48]) + kSecond[index % 48];
}

const FirmTrade& firm_trade(std::int64_t index) { return kTrades[index % kFirmTradeCount]; }

std::string chinese_number(int number) {
  static constexpr const char* digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  if (number < 10) return digits[number];
  return std::string(number < 20 ? "" : digits[number / 10 % 10]) + "十" + digits[number % 10];
}

}  // namespace niangjia::app
