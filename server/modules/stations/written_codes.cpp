// Words of the growing lists of codes, and of maps a station is found on, as registers have them.
#include <algorithm>
#include <array>
#include <charconv>

#include "base/data_table.h"
#include "base/text.h"
#include "modules/stations/stations.h"

namespace niangjia::stations {

namespace {

constexpr std::array<std::string_view, 4> kLists{"platform", "fund", "audience", "level"};

std::string key_of(std::string_view text) { return to_lower_ascii(remove_spaces(to_half_width(text))); }

void replace_each(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) text.replace(at, from.size(), to);
}

std::vector<StationCode> load(std::string_view list) {
  std::vector<StationCode> all;
  for (auto& cells : data_rows("station_codes.tsv", 4)) {
    if (cells[0] != list) continue;
    StationCode one{cells[1], cells[2], {key_of(cells[2])}};
    for (const std::string& alias : split(cells[3], '|'))
      if (!alias.empty()) one.words.push_back(key_of(alias));
    all.push_back(std::move(one));
  }
  return all;
}

// A word of a list somewhere in a text.
struct Mention {
  std::size_t at = 0, size = 0;
  const StationCode* code = nullptr;
};

// Longest words first, so that 百度地图 is not also 地图; what one took no other takes.
std::vector<Mention> mentions_in(StationCodes list, std::string text) {
  std::vector<std::pair<std::string_view, const StationCode*>> words;
  for (const StationCode& code : codes_of(list))
    for (const std::string& word : code.words) words.emplace_back(word, &code);
  std::stable_sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
  std::vector<Mention> found;
  for (const auto& [word, code] : words)
    for (std::size_t at; (at = text.find(word)) != std::string::npos;) {
      found.push_back({at, word.size(), code});
      text.replace(at, word.size(), word.size(), '\x01');
    }
  std::sort(found.begin(), found.end(), [](const Mention& a, const Mention& b) { return a.at < b.at; });
  return found;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// --- listings ---
constexpr std::pair<std::string_view, ListingState> kStateWords[] = {
    // What denies stands before what it denies.
    {"未上图", ListingState::none},        {"没上图", ListingState::none},       {"未上线", ListingState::none},
    {"未收录", ListingState::none},        {"未标注", ListingState::none},       {"未上", ListingState::none},
    {"没有上", ListingState::none},        {"没上", ListingState::none},         {"查不到", ListingState::none},
    {"待审核", ListingState::submitted},   {"审核中", ListingState::submitted},  {"已提交", ListingState::submitted},
    {"已申报", ListingState::submitted},   {"申报中", ListingState::submitted},  {"申请中", ListingState::submitted},
    {"已申请", ListingState::submitted},   {"待上图", ListingState::submitted},  {"上图中", ListingState::submitted},
    {"待上线", ListingState::submitted},   {"办理中", ListingState::submitted},  {"提交", ListingState::submitted},
    {"待审", ListingState::submitted},     {"信息有误", ListingState::wrong},    {"位置有误", ListingState::wrong},
    {"位置不准", ListingState::wrong},     {"信息错误", ListingState::wrong},    {"有误", ListingState::wrong},
    {"错误", ListingState::wrong},         {"不准", ListingState::wrong},        {"不符", ListingState::wrong},
    {"已下线", ListingState::removed},     {"已下架", ListingState::removed},    {"已撤", ListingState::removed},
    {"下线", ListingState::removed},       {"下架", ListingState::removed},      {"已上图", ListingState::listed},
    {"已上线", ListingState::listed},      {"已收录", ListingState::listed},     {"已标注", ListingState::listed},
    {"已通过", ListingState::listed},      {"可查询", ListingState::listed},     {"可搜到", ListingState::listed},
    {"可查", ListingState::listed},        {"已上", ListingState::listed},       {"上图", ListingState::listed},
    {"上线", ListingState::listed},        {"√", ListingState::listed},          {"✓", ListingState::listed},         {"×", ListingState::none},
    {"✕", ListingState::none},             {"✗", ListingState::none}};

std::optional<ListingState> take_state(std::string& text) {
  for (const auto& [word, state] : kStateWords)
    if (const std::size_t at = text.find(word); at != std::string::npos) return text.erase(at, word.size()), state;
  return std::nullopt;
}

// The first day written in it: 2021-11-02, 2021.11.2, 2021年11月.
std::optional<Date> take_day(std::string& text) {
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    if (!text.substr(at).starts_with("20") || !is_digit(text[at + 2]) || !is_digit(text[at + 3])) continue;
    std::size_t end = at + 4;
    for (bool more = true; more && end < text.size();) {
      more = false;
      for (std::string_view mark : {"年", "月", "日", "-", "."})
        if (std::string_view(text).substr(end).starts_with(mark)) end += mark.size(), more = true;
      if (end < text.size() && is_digit(text[end])) ++end, more = true;
    }
    if (const WrittenDate day = read_date_text(text.substr(at, end - at)); day.day) return text.erase(at, end - at), day.day;
  }
  return std::nullopt;
}

// One platform of a group: 高德, 百度(待审核).
struct Part {
  std::vector<std::string> platforms;
  std::optional<ListingState> state;
  bool is_own_state = false;  // in brackets behind the platform: says nothing of its neighbours
  std::optional<Date> day;
  std::string rest;
};

Part read_part(std::string text) {
  Part part;
  part.day = take_day(text);
  for (const Mention& m : mentions_in(StationCodes::platform, text)) part.platforms.push_back(m.code->code);
  std::string bare = text;
  for (const StationCode& code : codes_of(StationCodes::platform))
    for (const std::string& word : code.words)
      if (std::find(part.platforms.begin(), part.platforms.end(), code.code) != part.platforms.end()) replace_each(bare, word, "");
  const bool in_brackets = bare.find('(') != std::string::npos;
  part.state = take_state(bare);
  part.is_own_state = part.state && in_brackets;
  for (std::string_view mark : {"(", ")", ":", "=", ","}) replace_each(bare, mark, "");
  part.rest = trim(bare);
  return part;
}

// What nobody has on a list is taken for a map only when it says that it is one.
bool names_a_map(const Part& part) {
  const std::size_t size = count_characters(part.rest);
  if (size < 2 || size > 10) return false;
  for (std::string_view word : {"地图", "平台", "app", "导航", "小程序"})
    if (contains(part.rest, word) && part.rest != word) return true;
  return part.state.has_value() && !is_digit(part.rest[0]);
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

// Within a group a state speaks for the platforms before it that have none, else for those behind it: 高德、百度未上图;
// 未上高德、百度.
void spread_states(std::vector<Part>& group) {
  std::optional<ListingState> state;
  for (auto part = group.rbegin(); part != group.rend(); ++part) {
    if (part->state && !part->is_own_state) state = part->state;
    else if (!part->state) part->state = state;
  }
  state.reset();
  for (Part& part : group) {
    if (part.state && !part.is_own_state) state = part.state;
    else if (!part.state) part.state = state;
  }
}

std::vector<std::string> parts_of(const std::string& group) {
  std::string plain = group;
  for (std::string_view mark : {"、", "/", "+", "|", "\t"}) replace_each(plain, mark, ",");
  // Commas inside brackets part nothing.
  int depth = 0;
  for (char& c : plain) {
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (c == ',' && depth == 0) c = '\x02';
  }
  std::vector<std::string> parts;
  for (const std::string& part : split(plain, '\x02')) {
    // 高德√百度×: a second platform begins a part of its own.
    std::size_t from = 0;
    const std::vector<Mention> platforms = mentions_in(StationCodes::platform, part);
    for (std::size_t n = 1; n < platforms.size(); ++n) {
      parts.push_back(trim(std::string_view(part).substr(from, platforms[n].at - from)));
      from = platforms[n].at;
    }
    if (std::string rest = trim(std::string_view(part).substr(from)); !rest.empty()) parts.push_back(std::move(rest));
  }
  return parts;
}

void keep_listing(WrittenListings& out, std::string platform, const Part& part) {
  const ListingState state = part.state.value_or(ListingState::listed);
  const bool is_there = std::any_of(out.rows.begin(), out.rows.end(), [&](const StationListing& l) { return l.platform == platform; });
  if (state == ListingState::none || is_there) return;
  StationListing row;
  row.platform = std::move(platform), row.state = state, row.state_on = part.day;
  out.rows.push_back(std::move(row));
}

void read_group(const std::string& text, WrittenListings& out) {
  std::vector<Part> group;
  for (const std::string& part : parts_of(text)) group.push_back(read_part(part));
  spread_states(group);
  for (Part& part : group) {
    for (const std::string& platform : part.platforms) keep_listing(out, platform, part);
    if (!part.platforms.empty()) continue;
    if (is_one_of(part.rest, {"否", "无", "没有", "未", "暂无", "不", "n", "0", "-", "—"})) continue;
    const bool says_yes = is_one_of(part.rest, {"是", "有", "y", "1", "", "地图", "已"});
    if (says_yes && (part.state || is_one_of(part.rest, {"是", "有", "y", "1"}))) {
      keep_listing(out, "unsaid", part);
    } else if (names_a_map(part)) {
      keep_listing(out, part.rest, part);
      out.unknown.push_back(part.rest);
    } else if (!part.rest.empty()) {
      out.not_understood = part.rest;
    }
  }
}

}  // namespace

const std::vector<StationCode>& codes_of(StationCodes list) {
  static const std::array<std::vector<StationCode>, kLists.size()> all{load(kLists[0]), load(kLists[1]), load(kLists[2]), load(kLists[3])};
  return all[static_cast<std::size_t>(list)];
}

const StationCode* find_code(StationCodes list, std::string_view code_or_name) {
  const std::string key = key_of(code_or_name);
  if (key.empty()) return nullptr;
  for (const StationCode& one : codes_of(list))
    if (one.code == key || std::find(one.words.begin(), one.words.end(), key) != one.words.end()) return &one;
  return nullptr;
}

std::string_view code_label(StationCodes list, std::string_view code) {
  for (const StationCode& one : codes_of(list))
    if (one.code == code) return one.name;
  return code;
}

WrittenCodes read_codes(StationCodes list, std::string_view text) {
  WrittenCodes out;
  auto keep = [&](const std::string& code) {
    if (std::find(out.codes.begin(), out.codes.end(), code) == out.codes.end()) out.codes.push_back(code);
  };
  for (const std::string& word : split_list(text)) {
    if (const StationCode* whole = find_code(list, word)) {
      keep(whole->code);
      continue;
    }
    const std::vector<Mention> found = mentions_in(list, key_of(word));
    for (const Mention& m : found) keep(m.code->code);
    if (found.empty()) keep(word), out.unknown.push_back(word);
  }
  return out;
}

WrittenLevel read_level(std::string_view text) {
  WrittenLevel out;
  std::string plain = key_of(text);
  constexpr std::array<std::string_view, 5> kNumerals{"一", "二", "三", "四", "五"};
  for (std::size_t n = 0; n < kNumerals.size(); ++n)
    for (const std::string& said : {std::string(kNumerals[n]) + "星", std::to_string(n + 1) + "星", "★" + std::to_string(n + 1)})
      if (contains(plain, said)) out.stars = static_cast<std::int64_t>(n + 1), replace_each(plain, said, "");
  if (std::size_t filled = 0; out.stars == 0) {
    for (std::size_t at = 0; (at = plain.find("★", at)) != std::string::npos; at += std::string_view("★").size()) ++filled;
    out.stars = static_cast<std::int64_t>(std::min<std::size_t>(filled, 5));
    replace_each(plain, "★", "");
  }
  for (std::size_t at = 0; at + 4 <= plain.size() && out.year == 0; ++at) {
    const bool is_year = plain[at] == '2' && plain[at + 1] == '0' && is_digit(plain[at + 2]) && is_digit(plain[at + 3]);
    if (!is_year) continue;
    std::from_chars(plain.data() + at, plain.data() + at + 4, out.year);
    plain.erase(at, 4);
  }
  for (std::string_view mark : {"年度", "年", "级驿站", "星级", "()", ","}) replace_each(plain, mark, "");
  const std::vector<StationCode>& known = codes_of(StationCodes::level);
  std::size_t highest = 0;
  for (const Mention& m : mentions_in(StationCodes::level, plain))
    highest = std::max(highest, static_cast<std::size_t>(m.code - known.data()) + 1);
  if (highest > 0) out.level = known[highest - 1].code;
  const bool says_nothing = plain.empty() || plain == "级" || plain == "无" || plain == "-" || plain == "暂无" || plain == "站";
  if (highest == 0 && !says_nothing) out.level = trim(text);
  return out;
}

std::optional<PositionMethod> read_method(std::string_view text) {
  const std::string key = key_of(text);
  using enum PositionMethod;
  constexpr std::pair<std::string_view, PositionMethod> kWords[] = {
      {"地址解析", address}, {"地址", address},   {"地理编码", address}, {"rtk", survey},     {"测绘", survey},  {"全站仪", survey}, {"图纸", survey},
      {"拾取", map},         {"选点", map},       {"点选", map},         {"地图", map},       {"高德", map},     {"百度", map},      {"腾讯", map},
      {"gps", on_site},      {"北斗", on_site},   {"手机", on_site},     {"现场", on_site},   {"实地", on_site}, {"定位", on_site},  {"其他", other},
      {"手持", on_site}};
  for (const auto& [word, method] : kWords)
    if (contains(key, word)) return method;
  for (const auto& word : record::CodeWords<PositionMethod>::words)
    if (key == word.word || key == word.label) return record::from_word<PositionMethod>(word.word);
  return std::nullopt;
}

WrittenListings read_listings(std::string_view text) {
  WrittenListings out;
  std::string plain = key_of(text);
  for (std::string_view mark : {"；", ";", "。", "\n", "\r"}) replace_each(plain, mark, "\x03");
  for (const std::string& group : split(plain, '\x03'))
    if (!group.empty()) read_group(group, out);
  return out;
}

std::string listings_text(const std::vector<StationListing>& listings) {
  std::string out;
  for (const StationListing& one : listings)
    out += (out.empty() ? "" : "、") + std::string(code_label(StationCodes::platform, one.platform)) + "（" +
           std::string(record::label_of(one.state)) + (one.state_on ? " " + one.state_on->iso() : std::string()) + "）";
  return out;
}

void attach_listings(Station& station, const std::vector<StationListing>& listings) {
  station.listed_on.reset();
  for (const StationListing& one : listings)
    if (one.state == ListingState::listed && one.state_on && (!station.listed_on || *one.state_on < *station.listed_on))
      station.listed_on = one.state_on;
}

}  // namespace niangjia::stations
