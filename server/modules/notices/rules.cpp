#include <algorithm>
#include <stdexcept>

#include "base/data_table.h"
#include "modules/notices/notices.h"
#include "modules/parameters/parameters.h"

namespace niangjia::notices {

namespace {

constexpr std::int64_t kHour_ms = 3600LL * 1000, kChina_ms = 8 * kHour_ms, kDay_ms = 24 * kHour_ms;

NoticeTemplate read_row(const std::vector<std::string>& cells) {
  NoticeTemplate t;
  t.code = cells[0];
  auto channel = record::from_word<Channel>(cells[1]);
  if (!channel) throw std::runtime_error("data/notice_templates.tsv: unknown channel " + cells[1]);
  t.channel = *channel;
  t.is_urgent = cells[2] == "1";
  t.keep_minutes = std::stoll(cells[3]);
  t.name = cells[4];
  t.text = cells[5];
  return t;
}

}  // namespace

const std::vector<NoticeTemplate>& templates() {
  static const std::vector<NoticeTemplate> list = [] {
    std::vector<NoticeTemplate> all;
    for (const auto& cells : data_rows("notice_templates.tsv", 6)) all.push_back(read_row(cells));
    return all;
  }();
  return list;
}

std::string fill_template(const NoticeTemplate& form, const std::map<std::string, std::string>& values) {
  std::string out;
  for (std::size_t at = 0; at < form.text.size();) {
    std::size_t open = form.text.find('{', at);
    out += form.text.substr(at, open - at);
    if (open == std::string::npos) break;
    std::size_t close = form.text.find('}', open);
    std::string name = form.text.substr(open + 1, close - open - 1);
    auto value = values.find(name);
    if (value == values.end()) throw std::logic_error("notice " + form.code + " has no value for " + name);
    out += value->second;
    at = close + 1;
  }
  return out;
}

// Quiet hours are those of the wall clock in China, and may lie across midnight.
Instant due_at(Instant now, bool is_urgent) {
  Date today = now.day_in_china();
  std::int64_t from = parameters::value_on("notices.quiet_from_hour", today) * kHour_ms;
  std::int64_t to = parameters::value_on("notices.quiet_to_hour", today) * kHour_ms;
  std::int64_t midnight = today.days() * kDay_ms - kChina_ms, in_day = now.ms - midnight;
  if (is_urgent || (in_day >= to && in_day < from)) return now;
  return Instant{midnight + to + (in_day >= from ? kDay_ms : 0)};
}

std::int64_t pause_ms(std::int64_t attempts) {
  return 30'000LL << std::min<std::int64_t>(std::max<std::int64_t>(attempts - 1, 0), 10);
}

}  // namespace niangjia::notices
