#include "modules/census/service_judge.h"

#include <charconv>
#include <set>

#include "base/text.h"
#include "modules/census/store.h"

namespace niangjia::census {

using services::ServiceGiven;

namespace {

// The minute after the day: "2021-10-07 09:49", "2021年9月4日9时56分", an Excel serial with its fraction; -1: none.
std::int64_t minute_of(const RawCell& cell) {
  if (cell.kind == sheet::CellKind::number || cell.kind == sheet::CellKind::date) {
    const std::size_t dot = cell.text.find('.');
    if (dot == std::string_view::npos) return -1;
    double fraction = 0;
    const std::string text = "0" + std::string(cell.text.substr(dot));
    std::from_chars(text.data(), text.data() + text.size(), fraction);
    return static_cast<std::int64_t>(fraction * 1440 + 0.5) % 1440;
  }
  const std::string text = to_half_width(cell.text);
  std::size_t mark = text.find(':');
  if (mark == std::string::npos) mark = text.find("时");
  if (mark == std::string::npos || mark == 0) return -1;
  std::size_t begin = mark;
  while (begin > 0 && mark - begin < 2 && text[begin - 1] >= '0' && text[begin - 1] <= '9') --begin;
  int hour = -1, minute = 0;
  std::from_chars(text.data() + begin, text.data() + mark, hour);
  const std::size_t after = mark + (text[mark] == ':' ? 1 : std::string_view("时").size());
  std::from_chars(text.data() + after, text.data() + text.size(), minute);
  return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 ? hour * 60 + minute : -1;
}

// Words that stand where a name would and name nobody.
bool names_nobody(std::string_view name) {
  for (std::string_view word : {"匿名", "户外劳动者", "不详", "未登记", "群众", "路人", "职工", "无", "/", "-", "若干", "骑手", "小哥"})
    if (name == word) return true;
  return name.empty();
}

std::string key_of(const ServiceGiven& g) {
  return std::to_string(g.station_id) + "|" + g.item + "|" + g.given_on.iso() + "|" + std::to_string(g.given_min) + "|" +
         std::to_string(g.amount) + "|" + (g.phone_index ? g.phone_index->bytes : std::string());
}

}  // namespace

ServiceRow read_service_row(const RawRow& raw, std::int64_t seq, const Vault& vault) {
  ServiceRow row;
  row.raw = read_organisation_row(raw, seq);
  for (const auto& [field, text] : row.raw.texts)
    if (field != Field::sequence) row.as_written += std::to_string(static_cast<int>(field)) + "=" + text + "\n";
  Verdict unsaid;  // the time has sentences of its own
  auto day = read_day(raw, Field::given_at, unsaid);
  row.raw.days[Field::given_at] = day;
  row.given.given_min = minute_of(raw.at(Field::given_at));
  if (day) row.given.given_on = *day;
  std::string name = normalise_person_name(row.raw.text(Field::receiver_name));
  if (!names_nobody(name)) row.given.receiver_name = name;
  Phone phone = read_phone(row.raw.text(Field::phone));
  if (phone.verdict == PhoneVerdict::mobile && !row.given.receiver_name.empty()) {
    row.given.phone_index = record::Blob{vault.blind_index("phone", phone.number)};
    row.phone_number = phone.number;  // sealed when the row has its id
  }
  return row;
}

ServiceJudge::ServiceJudge(const JudgeContext& context, std::vector<stations::StationPlace> places, services::ItemBook items)
    : c_(context), places_(std::move(places)), items_(std::move(items)) {
  for (std::size_t i = 0; i < places_.size(); ++i) {
    by_word_.emplace(places_[i].name_key, i);
    if (!places_[i].number.empty()) by_word_.emplace(to_upper_ascii(places_[i].number), i);
  }
}

const stations::StationPlace* ServiceJudge::find_station(std::string_view written, std::ptrdiff_t& count) const {
  const std::string number = to_upper_ascii(remove_spaces(to_half_width(written)));
  auto found = by_word_.equal_range(number);
  if (found.first == found.second) found = by_word_.equal_range(organisation_key(written));
  count = std::distance(found.first, found.second);
  return count == 1 ? &places_[found.first->second] : nullptr;
}

bool ServiceJudge::settle_when(ServiceRow& row, const stations::StationPlace& place) {
  const auto day = row.raw.day(Field::given_at);
  if (row.raw.text(Field::given_at).empty()) row.raw.verdict.add("service_time_missing", Field::given_at);
  else if (!day) row.raw.verdict.add("service_time_bad", Field::given_at);
  else if (*day > c_.as_of) row.raw.verdict.add("future_date", Field::given_at);
  else if (place.opened_on && *day < *place.opened_on)
    row.raw.verdict.add("before_start", Field::given_at, "启用于" + place.opened_on->iso());
  else return true;
  return false;
}

bool ServiceJudge::settle_amount(ServiceRow& row) {
  std::string text = remove_spaces(to_half_width(row.raw.text(Field::service_amount)));
  if (text.empty()) return true;
  if (text.ends_with("人次")) text.resize(text.size() - std::string_view("人次").size());
  WrittenCount count = read_count(text);
  if (count.ok && count.value > 0 && count.value <= 1'000'000) {
    row.given.amount = count.value;
    return true;
  }
  row.raw.verdict.add("bad_count", Field::service_amount, row.raw.text(Field::service_amount));
  return false;
}

void ServiceJudge::begin_part(store::ReadTx& tx, const std::vector<ServiceRow>& rows) {
  given.clear(), facts.clear();
  taken_off_ = taken_off_before_, last_written_ = last_before_;
  on_record_.clear();
  std::set<ServiceSpot> spots;
  for (const ServiceRow& row : rows) {
    std::ptrdiff_t count = 0;
    if (const auto* place = find_station(row.raw.text(Field::station_name), count))
      spots.insert({place->id, row.given.given_on.iso(), row.given.given_min});
  }
  load_services(tx, c_.realm_id, c_.job_id, {spots.begin(), spots.end()},
                [&](const ServiceGiven& g) { ++on_record_[key_of(g)]; });
}

void ServiceJudge::confirm_part() { taken_off_before_ = taken_off_, last_before_ = last_written_; }

bool ServiceJudge::is_on_record(const ServiceRow& row) {
  const std::string key = key_of(row.given);
  auto stands = on_record_.find(key);
  if (stands == on_record_.end()) return false;
  return ++taken_off_[key] <= stands->second;
}

void ServiceJudge::take(ServiceRow& row, const stations::StationPlace& place) {
  ServiceGiven& g = row.given;
  g.realm_id = c_.realm_id, g.id = c_.ids.next();
  g.union_path = place.union_path, g.township_code = place.township;
  g.way = services::GivenWay::import, g.import_id = c_.job_id, g.recorded_at = c_.now;
  g.clerk_name = row.raw.text(Field::clerk_name);
  if (!row.phone_number.empty() && !c_.is_dry_run)
    g.phone_sealed = record::Blob{c_.vault.seal(row.phone_number, "service_given", "phone", g.id)};
  facts::Fact fact;
  fact.realm_id = c_.realm_id, fact.indicator = static_cast<int>(facts::Indicator::service_times);
  fact.union_path = g.union_path, fact.township = g.township_code;
  fact.happened_on = g.given_on, fact.amount = g.amount;
  fact.subject_id = g.station_id, fact.source_id = g.id, fact.import_id = c_.job_id;
  facts.push_back(std::move(fact));
  given.push_back(g);
}

void ServiceJudge::judge(ServiceRow& row) {
  Verdict& verdict = row.raw.verdict;
  const bool is_double = !row.as_written.empty() && row.as_written == last_written_;
  last_written_ = row.as_written;
  std::ptrdiff_t count = 0;
  const std::string written = row.raw.text(Field::station_name);
  const stations::StationPlace* place = find_station(written, count);
  verdict.title = (place ? place->name : written) + " · " + row.raw.text(Field::service_item);
  verdict.settle(Outcome::rejected);
  if (!place) return verdict.add(count == 0 ? "unknown_station" : "ambiguous_station", Field::station_name, written);
  row.given.station_id = place->id;
  const services::ServiceItem* item = items_.find(row.raw.text(Field::service_item));
  if (!item) return verdict.add("unknown_item", Field::service_item, row.raw.text(Field::service_item));
  row.given.item = item->name;
  if (!settle_when(row, *place) || !settle_amount(row)) return;
  if (!c_.scope.covers(place->union_path)) return verdict.add("outside_scope", Field::station_name);
  verdict.settle(Outcome::merged);
  if (is_double) return verdict.add("dup_row");
  if (is_on_record(row)) return verdict.add("already_here");
  verdict.settle(Outcome::accepted);
  verdict.change = row.given.item + " " + std::to_string(row.given.amount) + "人次";
  take(row, *place);
}

}  // namespace niangjia::census
