#include "modules/census/station_judge.h"

#include <algorithm>

#include "base/money.h"
#include "base/text.h"
#include "modules/census/store.h"
#include "modules/census/written_position.h"

namespace niangjia::census {

using stations::Station;
using stations::StationStatus;

namespace {

// Half the stations lie closer to the middle one than this many times less; farther is no place of a county.
constexpr double kFarthest_m = 80'000;

std::string plain_number(std::string_view written) { return to_upper_ascii(remove_spaces(to_half_width(written))); }

bool is_short_number(std::string_view number) {
  return number.size() < 6 && number.find_first_not_of("0123456789") == std::string_view::npos;
}

// "张三 13800000000": both in one cell.
std::string phone_in(std::string_view text) {
  const std::string plain = to_half_width(text);
  for (std::size_t at = 0; at < plain.size();) {
    std::size_t end = at;
    while (end < plain.size() && ((plain[end] >= '0' && plain[end] <= '9') || (end > at && plain[end] == '-'))) ++end;
    if (end - at >= 7) return plain.substr(at, end - at);
    at = end + 1;
  }
  return {};
}

std::string name_before(std::string_view text, std::string_view phone) {
  std::string name = to_half_width(text);
  if (const std::size_t at = name.find(phone); !phone.empty() && at != std::string::npos) name.erase(at, phone.size());
  for (std::string_view mark : {":", ",", "(", ")", "电话", "手机", "、", "/"})
    for (std::size_t at; (at = name.find(mark)) != std::string::npos;) name.erase(at, mark.size());
  return trim(name);
}

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

}  // namespace

// A number on a plate holds the division or letters; short digits may be nothing but the order of a list. They are when
// two stations bear the same one.
void StationJudge::learn_numbers(const std::vector<OrganisationRow>& rows) {
  std::map<std::string, std::string> names;
  for (const OrganisationRow& row : rows) {
    const std::string number = plain_number(row.text(Field::station_number));
    if (number.empty() || !is_short_number(number)) continue;
    const std::string name = organisation_key(row.text(Field::station_name));
    const auto [at, is_new] = names.try_emplace(number, name);
    numbers_are_serial_ = numbers_are_serial_ || (!is_new && at->second != name);
  }
}

std::string StationJudge::number_of(const OrganisationRow& row) const {
  const std::string number = plain_number(row.text(Field::station_number));
  return numbers_are_serial_ && is_short_number(number) ? std::string() : number;
}

Result<void> StationJudge::judge(store::ReadTx& tx, std::vector<OrganisationRow>& rows) {
  for (const auto& place : stations::station_places(tx, c_.realm_id)) {
    const Known known{place.id, place.number, place.name_key, place.township, false};
    if (!place.number.empty()) by_number_.emplace(place.number, known);
    by_name_.emplace(place.name_key, known);
  }
  learn_numbers(rows);
  for (OrganisationRow& row : rows) judge_row(tx, row);
  warn_of_far_ones(rows);
  return {};
}

// By number; by name only when one of the two has no number, for two stations may well bear one name. Without numbers a
// name is one station within a township.
const StationJudge::Known* StationJudge::find_known(const Station& station) const {
  if (const auto at = by_number_.find(station.number); !station.number.empty() && at != by_number_.end()) return &at->second;
  const auto [first, last] = by_name_.equal_range(station.name_key);
  for (auto at = first; at != last; ++at) {
    const Known& other = at->second;
    const bool is_elsewhere = !other.township.empty() && !station.township_code.empty() && other.township != station.township_code;
    if ((station.number.empty() || other.number.empty()) && !is_elsewhere) return &other;
  }
  return nullptr;
}

// Registers are often one sheet a township, or the address alone says where a station is.
std::string StationJudge::township_beside(const OrganisationRow& row) const {
  Verdict unsaid;
  if (const std::string code = township_of(c_.library, row.sheet_name, unsaid, false); !code.empty()) return code;
  std::string found;
  for (const std::string& text : {row.text(Field::address), row.text(Field::station_name)}) {
    for (const divisions::Division* township : c_.library.divisions->townships_of(c_.library.county)) {
      if (!contains(text, township->name)) continue;
      if (!found.empty() && found != township->code) return {};
      found = township->code;
    }
    if (!found.empty()) break;
  }
  return found;
}

void StationJudge::place(OrganisationRow& row, Station& station) {
  station.township_code = township_of(c_.library, row.text(Field::township), row.verdict, true);
  const std::string typed_code = row.text(Field::township_code);
  if (station.township_code.empty() && typed_code.starts_with(c_.library.county) && typed_code.size() == 9)
    station.township_code = typed_code;
  if (station.township_code.empty() && row.text(Field::township).empty()) station.township_code = township_beside(row);
  const UnionPlace& place = c_.library.unions.of_township(station.township_code);
  station.union_id = place.id, station.union_path = place.path;
}

void StationJudge::read_position(store::ReadTx& tx, OrganisationRow& row, Station& station) {
  const auto titled = titles_.datums.find(row.sheet);
  const RowPosition at = read_row_position(tx, c_.realm_id, row, titled == titles_.datums.end() ? std::nullopt : std::optional(titled->second));
  station.written_position = at.written;
  stations::set_position(station, stations::place_point(at.point, at.datum));
  if (at.written.empty()) row.verdict.add("lonlat_missing", Field::longitude);
}

void StationJudge::read_hours(OrganisationRow& row, Station& station) {
  station.hours_text = row.text(Field::opening_hours);
  stations::ReadHours read = stations::read_hours(station.hours_text);
  if (read.ok()) station.hours = read.hours.canonical();
  else if (station.hours_text.empty()) row.verdict.add("hours_missing", Field::opening_hours);
  else row.verdict.add("hours_doubtful", Field::opening_hours, read.not_understood);
}

std::vector<stations::StationKit> StationJudge::read_kit(OrganisationRow& row, Id station_id) {
  std::vector<stations::StationKit> all;
  for (stations::WrittenKit& written : stations::read_kit_list(row.text(Field::kit))) {
    if (!written.is_known) row.verdict.add("unknown_kit", Field::kit, written.item);
    if (written.out_of_order > 0)
      row.verdict.add("kit_partly_broken", Field::kit,
                      std::string(stations::kit_label(written.item)) + "坏" + std::to_string(written.out_of_order) + "，好" +
                          std::to_string(written.amount));
    stations::StationKit kit;
    kit.realm_id = c_.realm_id, kit.station_id = station_id;
    kit.item = std::move(written.item), kit.amount = written.amount, kit.state = written.state;
    all.push_back(std::move(kit));
  }
  return all;
}

// 上图平台; a day in its own column is the day of every platform that shows the station and has none of its own.
std::vector<stations::StationListing> StationJudge::read_maps(OrganisationRow& row, Id station_id) {
  const std::optional<Date> day = row.day(Field::map_listed_on);
  std::string text = row.text(Field::map_listing);
  if (text.empty() && day) text = "是";
  stations::WrittenListings read = stations::read_listings(text);
  for (const std::string& word : read.unknown) row.verdict.add("unknown_code", Field::map_listing, word);
  if (!read.not_understood.empty()) row.verdict.add("listing_doubtful", Field::map_listing, read.not_understood);
  for (stations::StationListing& one : read.rows) {
    one.realm_id = c_.realm_id, one.station_id = station_id;
    if (!one.state_on && one.state == stations::ListingState::listed) one.state_on = day;
  }
  return std::move(read.rows);
}

std::int64_t StationJudge::money_of(OrganisationRow& row, Field field) {
  const std::string text = row.text(field);
  if (text.empty() || text == "/" || text == "-" || text == "—" || text == "无" || text == "不详") return 0;
  const auto titled = titles_.money.find({row.sheet, field});
  const std::int64_t unit = titled == titles_.money.end() ? kFenOfYuan : titled->second;
  const WrittenMoney read = read_money(text, unit);
  if (!read.ok) return row.verdict.add("money_bad", field, text), 0;
  if (!read.has_unit && unit != kFenOfYuan) row.verdict.add("money_unit", field, yuan_text(read.fen) + "元");
  return read.fen;
}

std::vector<std::string> StationJudge::codes_of(OrganisationRow& row, Field field, stations::StationCodes list) {
  stations::WrittenCodes read = stations::read_codes(list, row.text(field));
  for (const std::string& word : read.unknown) row.verdict.add("unknown_code", field, word);
  return std::move(read.codes);
}

void StationJudge::describe_money_and_people(OrganisationRow& row, Station& station) {
  station.invested_fen = money_of(row, Field::invested), station.yearly_cost_fen = money_of(row, Field::yearly_cost);
  station.fund_sources = codes_of(row, Field::fund_source, stations::StationCodes::fund);
  station.audiences = codes_of(row, Field::audience, stations::StationCodes::audience);
  const stations::WrittenLevel level = stations::read_level(row.text(Field::level));
  const std::string stars = row.text(Field::stars);
  station.level = level.level;
  station.level_year = std::max(level.year, stations::read_level(row.text(Field::level_year)).year);
  station.stars = std::max({level.stars, stations::read_level(stars).stars, stations::read_level(stars + "星").stars});
  if (!station.level.empty() && !stations::find_code(stations::StationCodes::level, station.level))
    row.verdict.add("unknown_code", Field::level, station.level);
}

void StationJudge::describe(OrganisationRow& row, Station& station) {
  station.brand = row.text(Field::station_brand);
  station.address = row.text(Field::address), station.door_note = row.text(Field::door_note);
  station.host_unit = row.text(Field::host_unit), station.building_mode = row.text(Field::building_mode);
  const std::string contact = row.text(Field::contact_name), beside = phone_in(contact);
  station.keeper_name = name_before(contact, beside);
  Phone phone = read_phone(row.text(Field::contact_phone).empty() ? beside : row.text(Field::contact_phone));
  if (!phone.number.empty() && !c_.is_dry_run)
    station.keeper_phone_sealed.bytes = c_.vault.seal(phone.number, "station", "keeper_phone", station.id);
  station.built_on = row.day(Field::built_on), station.plate_on = row.day(Field::plate_on);
  // Where only the day of the plate is told, the station opened with it.
  station.opened_on = row.text(Field::opened_on).empty() ? station.plate_on : row.day(Field::opened_on);
  station.builder = row.text(Field::builder), station.community = row.text(Field::community);
  station.public_phone = row.text(Field::public_phone), station.access_control = row.text(Field::access_control);
  station.position_on = row.day(Field::position_on);
  if (const std::string method = row.text(Field::position_method); !method.empty())
    station.position_method = stations::read_method(method).value_or(stations::PositionMethod::other);
  describe_money_and_people(row, station);
  const std::string area = to_half_width(row.text(Field::area));
  const std::size_t digits = std::min(area.find_first_of("0123456789"), area.size());
  station.area_m2 = read_count(area.substr(digits, area.find_first_not_of("0123456789", digits) - digits)).value;
  station.has_sign = says_yes(row.text(Field::has_sign));
  station.services = stations::split_list(row.text(Field::service_list));
  station.note = row.text(Field::note);
  station.import_id = c_.job_id;
  station.updated_at = c_.now;
}

void StationJudge::settle(OrganisationRow& row, Station& station) {
  const std::string said = row.text(Field::station_status);
  auto status = stations::read_status(said);
  const std::size_t tail = station.name_key.find_last_of('(');
  if (auto beside = stations::status_beside(station.note); said.empty() && beside) status = beside;
  else if (said.empty() && tail != std::string::npos) status = stations::status_beside(station.name_key.substr(tail)).value_or(*status);
  if (!status) row.verdict.add("station_status_unknown", Field::station_status, said);
  station.status = status.value_or(StationStatus::in_use);
  const bool is_open = station.status == StationStatus::in_use || station.status == StationStatus::repair;
  row.verdict.settle(is_open ? Outcome::accepted : Outcome::skipped);
  row.verdict.change = is_open ? "新增站点" : "登记站点，状态" + std::string(record::label_of(station.status));
  if (!is_open) {
    station.status_reason = station.note;
    return row.verdict.add("station_not_in_use", Field::station_status);
  }
  facts::Fact fact;
  fact.realm_id = c_.realm_id, fact.indicator = static_cast<int>(facts::Indicator::station_open);
  fact.union_path = station.union_path, fact.township = station.township_code;
  fact.happened_on = station.opened_on.value_or(station.built_on.value_or(c_.as_of));
  fact.amount = 1, fact.subject_id = fact.source_id = station.id, fact.import_id = c_.job_id;
  writes.facts.push_back(std::move(fact));
}

void StationJudge::judge_row(store::ReadTx& tx, OrganisationRow& row) {
  Station station;
  station.realm_id = c_.realm_id, station.id = c_.ids.next();
  station.name = row.text(Field::station_name), station.name_key = organisation_key(station.name);
  station.number = number_of(row);
  row.verdict.title = station.name;
  if (station.name.empty()) {
    row.verdict.add("station_name_missing", Field::station_name);
    row.verdict.settle(Outcome::rejected);
    return;
  }
  place(row, station);
  if (const Known* known = find_known(station)) {
    compare_standing(tx, row, *known, station);
    return;
  }
  const Known known{0, station.number, station.name_key, station.township_code, true};
  if (!station.number.empty()) by_number_.emplace(station.number, known);
  by_name_.emplace(station.name_key, known);
  if (!c_.scope.covers(station.union_path)) {
    row.verdict.add("outside_scope", Field::township);
    row.verdict.settle(Outcome::rejected);
    return;
  }
  read_position(tx, row, station);
  read_hours(row, station);
  describe(row, station);
  const auto kit = read_kit(row, station.id);
  const auto listings = read_maps(row, station.id);
  writes.kit.insert(writes.kit.end(), kit.begin(), kit.end());
  writes.listings.insert(writes.listings.end(), listings.begin(), listings.end());
  settle(row, station);
  if (!c_.is_dry_run)
    writes.journal.push_back(make_journal_row(c_.permit, c_.ids.next(), c_.now,
                                              {"station", station.id, station.union_path, {}, row.verdict.title + "|" + row.verdict.change, {}}));
  row_of_[writes.stations.size()] = static_cast<std::size_t>(row.seq - 1);
  writes.stations.push_back(std::move(station));
}

// Without an outline of the county, its stations themselves say where it lies.
void StationJudge::warn_of_far_ones(std::vector<OrganisationRow>& rows) {
  std::vector<double> lons, lats;
  for (const Station& s : writes.stations)
    if (auto p = stations::position_of(s)) lons.push_back(p->lon), lats.push_back(p->lat);
  if (lons.size() < 3) return;
  const LonLat middle{median(lons), median(lats)};
  for (std::size_t i = 0; i < writes.stations.size(); ++i) {
    auto p = stations::position_of(writes.stations[i]);
    if (!p || distance_m(*p, middle) < kFarthest_m) continue;
    rows[row_of_[i]].verdict.add("far_from_others", Field::longitude,
                                 "约" + std::to_string(static_cast<int>(distance_m(*p, middle) / 1000)) + "公里");
  }
}

}  // namespace niangjia::census
