#include "modules/disclosures/disclosures.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "access/store.h"
#include "base/text.h"
#include "modules/disclosures/store.h"
#include "modules/parameters/parameters.h"

namespace niangjia::disclosures {

namespace {

constexpr std::string_view kReveals = "disclosures.reveals_per_day", kExports = "disclosures.exports_per_day",
                           kRows = "disclosures.rows_per_day";
constexpr int kDaysShown = 31;  // when no period is asked for

std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

Limits limits_on(Date day) {
  return {day, day, parameters::value_on(kReveals, day), parameters::value_on(kExports, day),
          parameters::value_on(kRows, day)};
}

Result<Date> read_day(const Query& query, const std::string& name, Date otherwise) {
  const std::string text = value_of(query, name);
  if (text.empty()) return otherwise;
  auto day = Date::parse_iso(text);
  if (!day) return wrong_query(name, "日期应写成 2026-11-24 的样子。");
  return *day;
}

Result<void> read_sort(const Query& query, DayFilter& filter) {
  std::string text = value_of(query, "sort");
  if (text.empty()) return {};
  filter.descends = text.front() == '-';
  if (filter.descends) text.erase(0, 1);
  static const std::map<std::string, DaySort, std::less<>> words{
      {"on", DaySort::day},       {"reveals", DaySort::reveals}, {"exports", DaySort::exports},
      {"row_count", DaySort::rows}, {"name", DaySort::person},   {"union_name", DaySort::at_union}};
  auto found = words.find(text);
  if (found == words.end()) return wrong_query("sort", "不能按这一列排序，可按日期、人员、工会、次数或行数排序。");
  filter.sort = found->second;
  return {};
}

// day.account.value: the value last, for it may hold anything.
std::string cursor_text(const ListedDay& row, DaySort sort) {
  return std::to_string(row.row.day) + "." + id_to_wire("acc", row.row.account_id) + "." + sort_value(row, sort);
}

Result<std::optional<DayCursor>> read_cursor(const Query& query) {
  const std::string text = value_of(query, "after");
  if (text.empty()) return std::optional<DayCursor>();
  const auto first = text.find('.'), second = first == std::string::npos ? first : text.find('.', first + 1);
  DayCursor at;
  auto account = second == std::string::npos ? std::nullopt : id_from_wire("acc", text.substr(first + 1, second - first - 1));
  bool is_whole = account && std::from_chars(text.data(), text.data() + first, at.day).ptr == text.data() + first;
  if (!is_whole || !is_valid_utf8(text)) return wrong_query("after", "翻页的位置不正确，请从第一页重新翻。");
  at.account_id = *account;
  at.value = text.substr(second + 1);
  return std::optional<DayCursor>(std::move(at));
}

std::string day_json(const ListedDay& one, const std::vector<Limits>& spans) {
  const Date on = one.day();
  auto span = std::find_if(spans.begin(), spans.end(), [&](const Limits& l) { return on <= l.to; });
  const std::string unusual = span == spans.end() ? "" : unusual_words(one.row, *span);
  return record::to_json(one.row, nullptr,
                         "\"id\":" + quoted(id_to_wire("acc", one.row.account_id) + "-" + on.iso()) + ",\"on\":" +
                             quoted(on.iso()) + ",\"name\":" + quoted(one.name) + ",\"login\":" + quoted(one.login) +
                             ",\"union_name\":" + quoted(one.union_name) + ",\"unusual\":" + quoted(unusual));
}

std::string entry_json(const Entry& e) {
  const Role* role = find_role(e.row.role);
  const bool is_member = e.row.subject_kind == "member" && e.row.subject_id != 0;
  return record::to_json(
      e.row, nullptr,
      "\"action_label\":" + quoted(action_label(e.row.action)) + ",\"kind\":" + quoted(record::word_of(e.kind)) +
          ",\"kind_label\":" + quoted(record::label_of(e.kind)) + ",\"role_label\":" +
          quoted(role ? role->label : std::string_view(e.row.role)) + ",\"row_count\":" + std::to_string(e.row_count) +
          ",\"union_name\":" + quoted(e.union_name) + ",\"member_id\":" +
          quoted(is_member ? id_to_wire("mem", e.row.subject_id) : ""));
}

}  // namespace

std::vector<Limits> limits_of(Date from, Date to) {
  std::set<Date> begins{from};
  for (const auto& p : parameters::parameters())
    if ((p.code == kReveals || p.code == kExports || p.code == kRows) && p.from_on > from && p.from_on <= to)
      begins.insert(p.from_on);
  std::vector<Limits> spans;
  for (Date begin : begins) {
    if (!spans.empty()) spans.back().to = begin.plus_days(-1);
    spans.push_back(limits_on(begin));
  }
  spans.back().to = to;
  return spans;
}

std::string unusual_words(const DisclosureDay& day, const Limits& limits) {
  std::vector<std::string> words;
  auto above = [&](std::int64_t n, std::int64_t most, std::string_view what, std::string_view unit) {
    if (n > most)
      words.push_back(std::string(what) + " " + std::to_string(n) + " " + std::string(unit) + "，超过 " + std::to_string(most));
  };
  above(day.reveals, limits.reveals, "查看完整号码", "次");
  above(day.exports, limits.exports, "导出", "次");
  above(day.row_count, limits.rows, "导出", "行");
  return join(words, "；");
}

std::optional<Id> read_number(std::string_view written) {
  std::string plain;
  for (char c : to_half_width(std::string(written))) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plain += c;
  }
  if (plain.starts_with("jrn")) plain.erase(0, 3);
  for (char& c : plain) {  // letters that the alphabet of ids has not, as people misread them
    if (c == 'o') c = '0';
    if (c == 'i' || c == 'l') c = '1';
  }
  return id_from_wire("jrn", "jrn_" + plain);
}

namespace {

Result<DayFilter> read_filter(store::ReadTx& tx, Id realm_id, const Query& query, Date today) {
  DayFilter filter;
  TRY(filter.to, read_day(query, "to", today));
  TRY(filter.from, read_day(query, "from", filter.to.plus_days(1 - kDaysShown)));
  if (filter.from > filter.to) return wrong_query("from", "开始日期不能晚于结束日期。");
  if (filter.to.days() - filter.from.days() >= kMostDays) return wrong_query("from", "一次最多查看一年，请缩短时间段。");
  TRY(filter.account_id, read_id_of(query, "account", "acc"));
  TRY(filter.words, read_words(query, "q"));
  TRY(Id union_id, read_id_of(query, "union", "uni"));
  if (union_id) {
    auto place = access_store::find_union(tx, realm_id, union_id);
    if (!place) return wrong_query("union", "没有这个工会，请重新选择。");
    filter.at_unions = true, filter.paths.push_back(place->path);
  }
  filter.only_unusual = value_of(query, "unusual") == "1";
  CHECK_OK(read_sort(query, filter));
  return filter;
}

}  // namespace

Result<DayFilter> filter_of(store::ReadTx& tx, const Scope& scope, const Query& query, Date today) {
  TRY(DayFilter filter, read_filter(tx, scope.realm_id(), query, today));
  TRY(std::string words, read_words(query, "at"));
  if (words.empty()) return filter;
  filter.at_unions = true;
  filter.paths = paths_of_unions(tx, scope, words);
  return filter;
}

Result<std::string> days_page(House& house, const Actor& actor, const Query& query) {
  const Scope scope = visible(actor, kSee);
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    TRY(DayFilter filter, filter_of(tx, scope, query, house.clock.today()));
    TRY(int limit, read_limit(query));
    TRY(std::optional<DayCursor> after, read_cursor(query));
    auto days = list_days(tx, scope, filter, after, limit + 1);
    const bool more = days.size() > static_cast<std::size_t>(limit);
    if (more) days.pop_back();
    const auto spans = limits_of(filter.from, filter.to);
    std::vector<std::string> items;
    for (const ListedDay& one : days) items.push_back(day_json(one, spans));
    return page_json(items, more ? cursor_text(days.back(), filter.sort) : "");
  });
}

Result<std::string> entries_page(House& house, const Actor& actor, const Query& query) {
  const Scope scope = visible(actor, kSee);
  TRY(Id account, read_id_of(query, "account", "acc"));
  if (!account) return wrong_query("account", "请从查看与导出记录中选择一个人。");
  TRY(Date day, read_day(query, "day", house.clock.today()));
  TRY(Id before, read_id_of(query, "after", "jrn"));
  TRY(int limit, read_limit(query));
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    auto rows = list_entries(tx, scope, account, day, before, limit + 1);
    const bool more = rows.size() > static_cast<std::size_t>(limit);
    if (more) rows.pop_back();
    std::vector<std::string> items;
    for (const Entry& e : rows) items.push_back(entry_json(e));
    return page_json(items, more ? id_to_wire("jrn", rows.back().row.id) : "");
  });
}

Result<std::string> entry_of(House& house, const Actor& actor, std::string_view number) {
  const Scope scope = visible(actor, kSee);
  const auto id = read_number(number);
  return house.database.read([&](store::ReadTx& tx) -> Result<std::string> {
    auto found = id ? find_entry(tx, scope, *id) : std::nullopt;
    if (!found)
      return refuse(Code::not_found, "disclosure.unknown_number",
                    "没有这个编号的查看或导出记录，请核对文件页眉页脚上的编号。");
    return entry_json(*found);
  });
}

}  // namespace niangjia::disclosures
