#include "modules/census/service_judge.h"

#include <algorithm>

#include "base/text.h"
#include "modules/census/service_words.h"
#include "modules/census/store.h"

namespace niangjia::census {

using services::ServiceGiven;

namespace {

constexpr std::size_t kRememberedWords = 10'000;  // ways in which a ledger writes its stations: some hundreds

// Words that stand where a name would and name nobody.
bool names_nobody(std::string_view name) {
  for (std::string_view word : {"匿名", "匿名人员", "不愿透露", "不留名", "户外劳动者", "户外工作者", "户外职工", "不详", "未知", "未登记",
                                "未留名", "群众", "过路群众", "居民", "市民", "路人", "路过", "职工", "工人", "工友", "无", "/", "-", "—",
                                "若干", "多人", "骑手", "小哥", "快递小哥", "外卖小哥", "快递员", "外卖员", "外卖骑手", "环卫工", "环卫工人",
                                "保安", "司机", "货车司机", "网约车司机", "散客", "访客"})
    if (name == word) return true;
  return name.empty();
}

std::string key_of(const ServiceGiven& g) {
  return std::to_string(g.station_id) + "|" + g.item + "|" + g.given_on.iso() + "|" + std::to_string(g.given_min) + "|" +
         std::to_string(g.amount) + "|" + (g.phone_index ? g.phone_index->bytes : std::string());
}

}  // namespace

ServiceRow read_service_row(const RawRow& raw, std::int64_t seq, Date as_of, const Vault& vault) {
  ServiceRow row;
  row.raw = read_organisation_row(raw, seq);
  for (const auto& [field, text] : row.raw.texts)
    if (field != Field::sequence && (field != Field::station_number || row.raw.text(Field::station_name).empty())) row.as_written += std::to_string(static_cast<int>(field)) + "=" + text + "\n";
  row.is_by_columns = has_count_columns(raw), row.counts = read_item_counts(raw);
  for (const ItemCount& count : row.counts) row.as_written += count.title + "=" + count.written + "\n";
  const ServiceTime time = read_service_time(raw.at(Field::given_at), raw.at(Field::given_clock), as_of, raw.epoch_1904);
  row.raw.days[Field::given_at] = time.day;
  row.given.given_min = time.minute;
  if (time.day) row.given.given_on = *time.day;
  if (time.year_was_missing) row.raw.verdict.add("service_year_missing", Field::given_at, time.day->iso());
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

// By number, by name, or by the number that stands beside the name in one cell: 330603001柯桥爱心翼站01.
const stations::StationPlace* ServiceJudge::find_word(std::string_view written, std::ptrdiff_t& count) const {
  const std::string number = to_upper_ascii(remove_spaces(to_half_width(written)));
  count = 0;
  if (number.empty()) return nullptr;
  auto found = by_word_.equal_range(number);
  if (found.first == found.second) found = by_word_.equal_range(organisation_key(written));
  count = std::distance(found.first, found.second);
  if (count > 0) return count == 1 ? &places_[found.first->second] : nullptr;
  for (std::size_t at = 0; at < number.size();) {
    std::size_t end = at;
    while (end < number.size() && number[end] >= '0' && number[end] <= '9') ++end;
    if (end - at >= 6) {
      found = by_word_.equal_range(number.substr(at, end - at));
      if (std::distance(found.first, found.second) == 1) return count = 1, &places_[found.first->second];
    }
    at = end + 1;
  }
  return nullptr;
}

const stations::StationPlace* ServiceJudge::find_station(const ServiceRow& row, std::ptrdiff_t& count) {
  const std::string name = row.raw.text(Field::station_name), number = row.raw.text(Field::station_number);
  auto known = found_.find(std::pair(name, number));
  if (known == found_.end()) {
    if (found_.size() >= kRememberedWords) found_.clear();
    Found found;
    found.place = find_word(name, found.count);
    if (!found.place) {
      std::ptrdiff_t of_number = 0;
      found.place = find_word(number, of_number);
      if (found.place) found.count = 1;
    }
    known = found_.emplace(std::pair(name, number), found).first;
  }
  count = known->second.count;
  return known->second.place;
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
  const std::string text = row.raw.text(Field::service_amount);
  if (text.empty()) return true;
  const WrittenCount count = read_times(text);
  if (count.ok && count.value > 0 && count.value <= 1'000'000) {
    row.given.amount = count.value;
    return true;
  }
  row.raw.verdict.add("bad_count", Field::service_amount, row.raw.text(Field::service_amount));
  return false;
}

void ServiceJudge::look_at_days(store::ReadTx& tx) {
  std::string mark = mark_of_other_ledgers(tx, c_.realm_id, c_.job_id);
  if (mark == days_mark_) return;
  days_ = load_service_days(tx, c_.realm_id);
  days_mark_ = std::move(mark);
}

void ServiceJudge::begin_part(store::ReadTx& tx, const std::vector<ServiceRow>& rows) {
  given.clear(), facts.clear();
  taken_off_ = taken_off_before_, last_written_ = last_before_;
  on_record_.clear();
  look_at_days(tx);
  std::vector<ServiceSpot> spots;
  for (const ServiceRow& row : rows) {
    std::ptrdiff_t count = 0;
    const auto* place = find_station(row, count);
    if (place && std::binary_search(days_.begin(), days_.end(), std::pair(place->id, row.given.given_on)))
      spots.push_back({place->id, row.given.given_on, row.given.given_min});
  }
  std::sort(spots.begin(), spots.end());
  spots.erase(std::unique(spots.begin(), spots.end()), spots.end());
  load_services(tx, c_.realm_id, c_.job_id, spots,
                [&](const ServiceGiven& g) { ++on_record_[key_of(g)]; });
}

void ServiceJudge::confirm_part() { taken_off_before_ = taken_off_, last_before_ = last_written_; }

bool ServiceJudge::is_on_record(const ServiceRow& row) {
  if (on_record_.empty()) return false;
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
  const stations::StationPlace* place = find_station(row, count);
  const std::string written = row.raw.text(row.raw.text(Field::station_name).empty() ? Field::station_number : Field::station_name);
  verdict.title = (place ? place->name : written) + " · " + row.raw.text(Field::service_item);
  verdict.settle(Outcome::rejected);
  if (row.is_of_unknown_sheet) return verdict.add("unknown_station_sheet", Field::station_name, row.raw.sheet_name);
  if (!place) return verdict.add(count == 0 ? "unknown_station" : "ambiguous_station", Field::station_name, written);
  row.given.station_id = place->id;
  if (row.is_by_columns) return judge_columns(row, *place, is_double);
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
